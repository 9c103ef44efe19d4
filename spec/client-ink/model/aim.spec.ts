/**
 * Whoever comes, goes, takes another's nick or loses the connection, and whatever the server forgets: what somebody was
 * told is on their screen once, and what they do goes where they aimed.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { meantIn } from '../../../client-ink/model/about.ts';
import { at, type Said } from '../../../client-ink/model/entry.ts';
import { shownPlace } from '../../../client-ink/model/place-list.ts';
import { show } from '../../../client-ink/model/places.ts';
import type { Logged } from '../../../grammar/events.ts';
import { logKey, privateKey } from '../../../grammar/names.ts';
import { type Person, Town } from '../town.ts';

const nicks = ['ann', 'bob', 'zoe'];
const rooms = ['#dev', '#tea'];

type Deed = (game: Game, person: Person) => void;

/** Where a line was meant to go when it was begun: a log, or a person. */
type Aim = { log: string } | { person: string } | { nobody: true };

class Game {
  readonly town = new Town();
  readonly complaints: string[] = [];
  readonly #aims = new Map<string, Aim>();
  readonly #meant = new Map<string, string>();
  readonly #chosen = new Map<string, string>();
  /** What was said at each place, as it reads now. */
  readonly #texts = new Map<string, string>();
  #made = 0;

  constructor() {
    this.town.onRecord = (event, author) => this.#check(event, author);
    for (const nick of nicks) this.town.comes(nick, rooms);
  }

  /** A text that nobody else says. */
  text(): string {
    this.#made += 1;
    return `m${this.#made}m`;
  }

  /** A line is begun in the window that is shown. */
  begins(person: Person): void {
    const place = shownPlace(person.sitter.model);
    if (place.kind === 'server' || place.editor.line.text !== '') return;
    const text = this.text();
    this.#aims.set(text, this.#aimIn(person, place));
    person.does((sitter) => sitter.types(text));
  }

  #aimIn(person: Person, { kind, name, log, gone }: ReturnType<typeof shownPlace>): Aim {
    if (kind === 'room') return { log: name };
    if (log !== undefined) return { log };
    return gone ? { nobody: true } : this.#whoeverIs(person, name);
  }

  /** Whom a nick means to somebody, who has to have a connection to mean anybody. */
  #whoeverIs({ online }: Person, nick: string): Aim {
    const peer = this.town.world.persons.byNick(nick);
    return online && peer !== undefined ? { person: peer.identity } : { nobody: true };
  }

  /** Whoever presses Enter below a nick means who is called that now. */
  aims(person: Person): void {
    const [, nick, text] = /^\/msg (\w+) (m\d+m)$/.exec(person.sitter.line) ?? [];
    if (nick && text) this.#aims.set(text, this.#whoeverIs(person, nick));
  }

  /** A reaction to the last message is begun, and it is shown which one that is. */
  points(person: Person): void {
    const { editor } = shownPlace(person.sitter.model);
    if (editor.line.text !== '') return;
    const emoji = this.text();
    person.does((sitter) => sitter.types(`/react ^ ${emoji}`));
    this.sees(person);
  }

  /** What a reaction is shown to be about is what it is meant for, from the first time on. */
  sees({ sitter: { line, model } }: Person): void {
    const [, emoji] = /^\/react \^ (\w+)$/.exec(line) ?? [];
    const said = meantIn(model, shownPlace(model));
    if (emoji && said && !this.#meant.has(emoji)) this.#meant.set(emoji, said.text);
  }

  /** A message is chosen; what is done to it is done to this one. */
  chooses(person: Person, key: string): void {
    person.does((sitter) => sitter.presses(key));
    this.#chosen.delete(`guest:${person.session}`);
    const text = /m\d+m/.exec(person.sitter.chosen())?.[0];
    if (text) this.#chosen.set(`guest:${person.session}`, text);
  }

  #check(event: Logged, author: string): void {
    const log = 'log' in event ? event.log : event.room;
    if (event.ev === 'edit' && 'text' in event) this.#texts.set(`${log} ${event.of}`, event.text);
    if (event.ev === 'message') {
      this.#texts.set(`${log} ${event.seq}`, event.text);
      const aim = this.#aims.get(event.text);
      if (aim === undefined) return;
      if ('log' in aim && logKey(aim.log) === logKey(log)) return;
      const pair = this.town.world.privates.get(privateKey(log))?.pair;
      if ('person' in aim && pair?.includes(aim.person)) return;
      this.complaints.push(`${event.text} went to ${log}, and was for ${JSON.stringify(aim)}`);
    } else if (event.ev === 'react') {
      const text = this.#texts.get(`${log} ${event.of}`);
      const meant = this.#meant.get(event.emoji);
      if (text !== meant) this.complaints.push(`reacted to ${text}, and meant ${meant}`);
    } else if (event.ev === 'delete') {
      const text = this.#texts.get(`${log} ${event.of}`);
      const meant = this.#chosen.get(author);
      if (text !== meant) this.complaints.push(`deleted ${text}, and meant ${meant}`);
    }
  }

  /** All messages that a person was told, and that nobody has taken back, are on the screen, each once. */
  finds(person: Person): void {
    const taken = new Set(
      person.heard.flatMap((event) =>
        event.ev === 'delete' ? [`${logOf(event)} ${event.of}`] : [],
      ),
    );
    const said = person.sitter.model.places.flatMap(({ entries }) =>
      Array.from({ length: entries.length }, (_, index) => at(entries, index)!).filter(
        (entry): entry is Said => entry.kind === 'said',
      ),
    );
    for (const event of person.heard) {
      if (event.ev !== 'message' || taken.has(`${logOf(event)} ${event.seq}`)) continue;
      const shown = said.filter(({ text }) => text === event.text);
      expect(shown, `${event.text} in ${logOf(event)}`).to.have.length(1);
    }
    this.#sees(person, taken);
  }

  /** The same on the screen, place by place. */
  #sees({ sitter, heard }: Person, taken: ReadonlySet<string>): void {
    sitter.presses('ctrl-u', 'escape', 'escape', 'escape', 'alt-q');
    const windows = sitter.model.places.map(({ id }) => {
      sitter.model = show(sitter.model, id);
      sitter.presses('ctrl-end');
      return sitter.window();
    });
    for (const event of heard) {
      if (event.ev !== 'message' || taken.has(`${logOf(event)} ${event.seq}`)) continue;
      const isThere = windows.some((rows) => new RegExp(`\\b${event.text}\\b`).test(rows));
      expect(isThere, `${event.text} in ${logOf(event)} on the screen`).to.equal(true);
    }
  }
}

const logOf = (event: Logged): string => ('log' in event ? event.log : event.room);

const keys = (...pressed: string[]): Deed => {
  return (_, person) => person.does((sitter) => sitter.presses(...pressed));
};

const goes: Deed[] = [2, 4, 5, 6].map((number) => keys(`alt-${number}`));

const enters: Deed = (game, person) => {
  game.sees(person);
  game.aims(person);
  person.does((sitter) => sitter.presses('enter'));
};

const writesTo = nicks.map(
  (nick): Deed =>
    (game, person) => {
      person.does((sitter) => {
        if (sitter.line !== '' || sitter.model.mode.is !== 'talking') return;
        sitter.types(`/msg ${nick} ${game.text()}`);
        game.aims(person);
        sitter.presses('enter');
      });
    },
);

const begins: Deed = (game, person) => {
  if (person.here && person.sitter.model.mode.is === 'talking') game.begins(person);
};
const points: Deed = (game, person) => {
  if (person.here && person.sitter.model.mode.is === 'talking') game.points(person);
};
const chooses: Deed = (game, person) => game.chooses(person, 'alt-up');
const deletes: Deed = (_, person) =>
  person.does((sitter) => {
    if (sitter.model.mode.is === 'choosing') sitter.types('d');
  });

/** Somebody leaves, and another one comes who has the nick. */
const isSucceeded: Deed = (game, person) => {
  const { nick } = person.sitter.model;
  person.quits();
  if (game.town.people.length < 12) game.town.comes(nick, rooms);
};
const renames = nicks.map(
  (nick): Deed =>
    (_, person) => {
      person.does((sitter) => {
        if (sitter.line === '' && sitter.model.mode.is === 'talking')
          sitter.enters(`/nick ${nick}`);
        if (sitter.line.startsWith('/nick')) sitter.presses('ctrl-u');
      });
    },
);
/** The client begins anew with what it has kept; a line that was pointed at a message is not. */
const restarts: Deed = (_, person) => person.restarts();
/** The server begins anew with all that it knew. */
const comesBack: Deed = ({ town }) => {
  for (const each of town.people) each.breaks();
};
const splits: Deed[] = [keys('alt-v'), keys('alt-h'), keys('alt-o')];
const asks: Deed = (_, person) =>
  person.does((sitter) => {
    if (sitter.line === '' && sitter.model.mode.is === 'talking') sitter.enters('/whoami');
  });
const dies: Deed = (_, person) => person.dies();
const breaks: Deed = (_, person) => person.breaks();
/** Everybody has a connection again. */
const dial: Deed = ({ town }) => {
  for (const each of town.people) each.dials();
};
const waits: Deed = (game) => game.town.waitsTooLong();
const beginsAnew: Deed = (game) => game.town.beginsAnew();

const aDeed = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...goes) },
  { weight: 16, arbitrary: fc.constantFrom(...writesTo) },
  { weight: 14, arbitrary: fc.constant(begins) },
  { weight: 14, arbitrary: fc.constant(enters) },
  { weight: 6, arbitrary: fc.constant(points) },
  { weight: 6, arbitrary: fc.constant(chooses) },
  { weight: 6, arbitrary: fc.constant(deletes) },
  { weight: 4, arbitrary: fc.constantFrom(keys('escape'), keys('ctrl-u')) },
  { weight: 6, arbitrary: fc.constant(isSucceeded) },
  { weight: 4, arbitrary: fc.constantFrom(...renames) },
  { weight: 2, arbitrary: fc.constant(dies) },
  { weight: 4, arbitrary: fc.constant(breaks) },
  { weight: 6, arbitrary: fc.constant(dial) },
  { weight: 2, arbitrary: fc.constant(waits) },
  { weight: 1, arbitrary: fc.constant(beginsAnew) },
  { weight: 4, arbitrary: fc.constant(restarts) },
  { weight: 1, arbitrary: fc.constant(comesBack) },
  { weight: 3, arbitrary: fc.constantFrom(...splits) },
  { weight: 3, arbitrary: fc.constant(asks) },
);

describe('whoever has which nick', () => {
  it('all that was told is on the screen once, and what is done goes where it was aimed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(aDeed, fc.nat(11)), { size: 'max', minLength: 60, maxLength: 200 }),
        (deeds) => {
          const game = new Game();
          for (const [deed, n] of deeds) {
            const people = game.town.people.filter(({ here }) => here);
            const person = people[n % people.length];
            if (person) deed(game, person);
            if (person) game.sees(person);
          }
          expect(game.complaints).to.deep.equal([]);
          for (const person of game.town.people) game.finds(person);
        },
      ),
      { numRuns: 60 },
    );
  });
});
