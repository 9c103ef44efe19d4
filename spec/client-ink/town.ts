/**
 * A server and its clients without a byte between them: the real room manager over logs in memory, and people at real
 * models over real conversations. Connections break when a spec wants it, and the server may begin anew.
 */

import { deserialize, serialize } from 'node:v8';
import * as v from 'valibot';
import { asked, closed, heard, opened } from '../../client/conversation.ts';
import {
  type Conversation,
  conversation,
  type Remembered,
  rememberedOf,
  type TalkEffect,
} from '../../client/talk.ts';
import { language } from '../../client-ink/language/language.ts';
import {
  entriesLeft,
  keptEntries,
  keptPlace,
  keptSelf,
  restored,
  talkOf,
} from '../../client-ink/model/kept.ts';
import {
  entriesSchema,
  type Kept,
  placeSchema,
  selfSchema,
} from '../../client-ink/model/kept-schema.ts';
import type { Model } from '../../client-ink/model/model.ts';
import type { Command } from '../../grammar/ast.ts';
import { type Event, isLogged, type Logged } from '../../grammar/events.ts';
import { logKey } from '../../grammar/names.ts';
import type { Effect, Input } from '../../server/rooms/effects.ts';
import type { SessionId } from '../../server/rooms/world/ids.ts';
import type { World } from '../../server/rooms/world/world.ts';
import { Library } from '../rooms/library.ts';
import { type Sitter, sitter } from './sitter.ts';

export class Town {
  now = Date.UTC(2026, 10, 22, 12);
  /** Told of all that is recorded, before anybody hears it. */
  onRecord: (event: Logged, author: string) => void = () => {};
  #library = new Library();
  #connections = new Map<SessionId, Person>();
  readonly #inputs: Input[] = [];
  #sessions = 0;
  #stores = 1;
  readonly people: Person[] = [];

  get world(): World {
    return this.#library.world;
  }

  comes(nick: string, rooms: readonly string[]): Person {
    const person = new Person(this, nick, rooms, this.people.length);
    this.people.push(person);
    person.dials();
    return person;
  }

  /** The server is another one from now on; everybody's connection breaks. */
  beginsAnew(): void {
    this.#stores += 1;
    const people = [...this.#connections.values()];
    this.#connections.clear();
    this.#library = new Library({}, `store-${this.#stores}`);
    for (const person of people) person.isCut();
  }

  connects(person: Person): void {
    this.#sessions += 1;
    const session = this.#sessions;
    person.session = session;
    this.#connections.set(session, person);
    const [identity, secret] = [`guest:${session}`, `token-${session}`];
    const key = `session-${session}`;
    const from = { session, connection: session, identity, key, secret, address: '::1' };
    this.#give({ at: this.now, on: 'opened', ...from, format: 'json', nick: `guest-${session}` });
  }

  loses(session: SessionId): void {
    this.#connections.delete(session);
    this.#give({ at: this.now, on: 'lost', connection: this.#connectionOf(session) });
  }

  /** The grace of everybody who has no connection is over. */
  waitsTooLong(): void {
    for (const { id, connection, lost } of [...this.world.sessions.values()]) {
      if (lost === undefined) continue;
      this.#give({ at: this.now, on: 'due', due: { due: 'grace', session: id, connection } });
    }
  }

  commands(session: SessionId, command: Command): void {
    this.now += 10;
    this.#give({ at: this.now, on: 'commanded', connection: this.#connectionOf(session), command });
  }

  #connectionOf(session: SessionId): number {
    return this.world.sessions.get(session)?.connection ?? session;
  }

  /** What people send while they are told something is taken after that. */
  #give(input: Input): void {
    this.#inputs.push(input);
    if (this.#inputs.length > 1) return;
    for (const next of this.#inputs) {
      for (const effect of this.#library.give(next)) this.#perform(effect);
    }
    this.#inputs.length = 0;
  }

  #perform(effect: Effect): void {
    if (effect.do === 'record') this.onRecord(effect.event, effect.author);
    if (effect.do === 'adopt') {
      const person = this.#connections.get(effect.fresh);
      this.#connections.delete(effect.fresh);
      if (person) {
        person.session = effect.by;
        this.#connections.set(effect.by, person);
      }
    }
    for (const { to, event } of this.#library.shown([effect]))
      this.#connections.get(to)?.told(this.#signed(to, event));
    if (effect.do === 'end') this.#connections.delete(effect.who);
  }

  /** Its connection knows the token of a session; here the hash of it is the same. */
  #signed(to: SessionId, event: Event): Event {
    const isSigned = event.ev === 'ok' && event.session !== undefined;
    if (!isSigned && event.ev !== 'welcome' && event.ev !== 'whoami') return event;
    return { ...event, session: this.world.sessions.get(to)?.secret ?? '' };
  }
}

/** Somebody at a screen, with a connection to the town. */
export class Person {
  sitter: Sitter;
  session: SessionId = 0;
  /** All events of logs that the model was told. */
  readonly heard: Logged[] = [];
  readonly #town: Town;
  readonly #nick: string;
  readonly #rooms: readonly string[];
  readonly #number: number;
  #talk: Conversation;
  #runs = 1;
  #online = false;
  #dead = false;
  #left = false;

  constructor(town: Town, nick: string, rooms: readonly string[], number: number) {
    this.#town = town;
    this.#nick = nick;
    this.#rooms = rooms;
    this.#number = number;
    this.sitter = sitter(120, 200, { prefix: `p${number}` });
    this.#talk = this.#begins(`l${number}`);
  }

  #begins(prefix: string, remembered?: Remembered): Conversation {
    const [nick, rooms] = [this.#nick, this.#rooms];
    return conversation(
      ({ again, cursors, rooms: before, nick: chosen = nick }) => [
        { command: { cmd: 'nick', nick: chosen }, refused: () => [] },
        {
          command: {
            cmd: 'join',
            rooms: again ? before : [...rooms],
            ...(again && {
              cursors: Object.fromEntries(
                before.map((room) => [room, cursors.get(logKey(room)) ?? 0]),
              ),
            }),
          },
          refused: () => [{ command: { cmd: 'join', rooms: [...rooms] } }],
        },
      ],
      prefix,
      { vocabulary: language, remembered },
    );
  }

  /** The client is started again, with what it has kept. */
  restarts(): void {
    const remembered = rememberedOf(this.#talk);
    if (this.#left || remembered === undefined) return;
    this.breaks();
    this.#runs += 1;
    const kept = keptOf(this.sitter.model, remembered);
    const run = `${this.#number}r${this.#runs}`;
    this.sitter = sitter(120, 200, { prefix: `p${run}` });
    this.sitter.model = restored(this.sitter.model, kept);
    this.sitter.takes({ in: 'left', entries: entriesLeft(this.sitter.model, kept) });
    this.#talk = this.#begins(`l${run}`, talkOf(kept, undefined));
  }

  get online(): boolean {
    return this.#online;
  }

  get here(): boolean {
    return !this.#left;
  }

  dials(): void {
    if (this.#online || this.#left) return;
    this.#online = true;
    // It speaks JSON from its first line on.
    opened(this.#talk);
    this.#town.connects(this);
  }

  /** Nothing comes through any more, and nobody has noticed. */
  dies(): void {
    this.#dead = true;
  }

  /** The connection breaks, and the server notices. */
  breaks(): void {
    if (!this.#online) return;
    this.isCut();
    this.#town.loses(this.session);
  }

  isCut(): void {
    this.#online = false;
    this.#dead = false;
    closed(this.#talk);
    this.sitter.learns({ link: 'lost', reason: 'cut' });
  }

  quits(): void {
    if (!this.#online || this.#dead) return;
    this.#left = true;
    this.#online = false;
    this.#town.commands(this.session, { cmd: 'quit' });
  }

  told(event: Event): void {
    if (this.#online && !this.#dead) this.#perform(heard(this.#talk, event));
  }

  /** Does something at the screen; what follows from it is done. */
  does(deed: (sitter: Sitter) => void): void {
    if (this.#left) return;
    deed(this.sitter);
    this.#send();
  }

  #send(): void {
    for (const command of this.sitter.sent()) this.#perform(asked(this.#talk, command));
  }

  #perform(effects: TalkEffect[]): void {
    for (const effect of effects) {
      if (effect.do === 'hear') {
        const { input } = effect;
        if (input.link === 'event' && isLogged(input.event)) this.heard.push(input.event);
        this.sitter.learns(input);
        this.#send();
      } else if (effect.do === 'send' && this.#online && !this.#dead) {
        this.#town.commands(this.session, effect.command);
      }
    }
  }
}

/** What a client keeps, as it is written and read again. */
function keptOf(model: Model, remembered: Remembered): Kept {
  const again = (value: unknown): unknown => deserialize(serialize(value));
  const places = model.places.map(
    (place) => [place.id, v.parse(placeSchema, again(keptPlace(place, model)))] as const,
  );
  return {
    self: v.parse(selfSchema, again(keptSelf(model, remembered))),
    places: new Map(places),
    entriesOf(id) {
      const { entries } = model.places.find((place) => place.id === id)!;
      return v.parse(entriesSchema, again(keptEntries(entries)));
    },
  };
}
