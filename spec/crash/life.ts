/** Lets a person do one thing after the other, with a few unanswered at a time, until it is told to stop. */
import type { CommandName } from '../../grammar/ast.ts';
import type { Logged } from '../../grammar/events.ts';
import { type OkOrError, placeIn } from '../history/checks/deeds.ts';
import { logOf, type Tagged } from '../history/diary.ts';
import { after, type State } from '../history/state.ts';
import { PASSWORD } from '../history/whims/accounts.ts';
import { type Subject, whim } from '../history/whims/index.ts';
import type { Mention } from '../history/whims/mind.ts';
import type { Chance } from '../hostile/chance.ts';
import type { Person } from './person.ts';

/** What everybody shares. */
export interface Surroundings {
  readonly rooms: readonly string[];
  /** The nick of each person, as far as it was acknowledged. */
  readonly nicks: Map<string, string>;
}

/** What a device of an account leaves alone. */
const leaves: readonly CommandName[] = ['part', 'logout', 'sessions', 'account'];
/** How many messages one remembers. */
const MAX_REMEMBERED_MESSAGES = 12;
/** How long one thinks between two deeds, in milliseconds, at most. */
const MAX_THOUGHT_MS = 12;

export class Life {
  readonly person: Person;
  readonly #chance: Chance;
  readonly #around: Surroundings;
  /** How many deeds may be unanswered at a time. */
  readonly #window: number;
  #state: State;
  #unanswered = 0;
  #paused = false;
  /** Those who wait for an answer to come. */
  #waiting: (() => void)[] = [];
  #own: Mention[] = [];
  #seen: Mention[] = [];
  /** Rooms that it is about to leave: until it has, nobody knows from where to read when it comes back. */
  readonly #leaving = new Set<string>();

  constructor(person: Person, chance: Chance, around: Surroundings, window: number) {
    this.person = person;
    this.#chance = chance;
    this.#around = around;
    this.#window = window;
    this.#state = { nick: '', rooms: [] };
    person.onLogged = (event) => this.#see(event);
  }

  /** Takes its name, and enters most rooms; a device those of its account, in which it stays. */
  async begin(): Promise<void> {
    const { person } = this;
    const [first, ...others] = this.#around.rooms;
    const rooms = [first!, ...others.filter(() => !this.#chance.oneIn(3))];
    person.wake();
    if (person.account !== undefined) return this.#logIn(person.account);
    this.#do({ cmd: 'nick', tag: person.tag(), nick: person.name });
    this.#do({ cmd: 'join', tag: person.tag(), rooms });
  }

  /** Whoever comes first makes the account. */
  async #logIn(nick: string): Promise<void> {
    const { person } = this;
    const taken = await person.do({ cmd: 'nick', nick });
    if (taken.ev === 'ok') await person.do({ cmd: 'register', password: PASSWORD });
    else await person.do({ cmd: 'login', nick, password: PASSWORD });
    await person.do({ cmd: 'join', rooms: [...this.#around.rooms] });
    this.#state = {
      nick,
      rooms: this.#around.rooms,
      current: this.#around.rooms.at(-1),
      isAccount: true,
    };
    this.#around.nicks.set(person.name, nick);
  }

  /** Goes on until `pause`. */
  async live(): Promise<void> {
    this.#paused = false;
    while (!this.#paused) {
      if (this.#unanswered < this.#window) this.#do(this.#whim());
      await this.#aWhile();
    }
  }

  /** Does nothing more; resolves when all was answered. */
  async pause(): Promise<void> {
    this.#paused = true;
    while (this.#unanswered > 0) await this.#anAnswer();
  }

  /** Enters the rooms that it is not in, so that it hears the rest of their logs. */
  async comeHome(): Promise<void> {
    for (const room of this.#around.rooms) {
      if (this.#state.rooms.includes(room)) continue;
      const seq = this.person.cursor(room);
      const cursors = seq === undefined ? {} : { cursors: { [room]: seq } };
      this.#do({ cmd: 'join', tag: this.person.tag(), rooms: [room], ...cursors });
    }
    await this.pause();
  }

  /** Devices stay in their rooms, logged in. */
  #whim(): Tagged {
    const { account } = this.person;
    if (account === undefined) return this.#anything('talk');
    for (;;) {
      const command = this.#anything(this.#chance.oneIn(6) ? 'accounts' : 'talk');
      if (!leaves.includes(command.cmd)) return command;
    }
  }

  #anything(subject: Subject): Tagged {
    const { person } = this;
    return whim(
      {
        name: person.name,
        account: person.account,
        chance: this.#chance,
        state: this.#state,
        rooms: this.#around.rooms.filter((room) => !this.#leaving.has(room)),
        cursor: (log) => person.cursor(log),
        others: [...this.#around.nicks].flatMap(([name, nick]) =>
          name === person.name ? [] : [nick],
        ),
        privates: person.logs.filter((log) => log.startsWith('@')),
        own: this.#own,
        seen: this.#seen,
        acts: [],
      },
      person.tag(),
      subject,
    );
  }

  #do(command: Tagged): void {
    this.#state = after(this.#state, command);
    if (command.cmd === 'part') for (const room of command.rooms ?? []) this.#leaving.add(room);
    if (command.cmd === 'delete') {
      const isIt = ({ target, seq }: Mention) => target === command.target && seq === command.seq;
      this.#own = this.#own.filter((each) => !isIt(each));
    }
    this.#unanswered += 1;
    this.person.do(command).then((answer) => {
      this.#unanswered -= 1;
      this.#learn(command, answer);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  #learn(command: Tagged, answer: OkOrError): void {
    if (command.cmd === 'part') for (const room of command.rooms ?? []) this.#leaving.delete(room);
    if (answer.ev === 'error') return;
    if (command.cmd === 'nick') this.#around.nicks.set(this.person.name, command.nick);
    if (!['say', 'me', 'msg', 'notice', 'reply'].includes(command.cmd)) return;
    const place = placeIn(answer);
    if (place)
      this.#own = [
        ...this.#own.slice(-MAX_REMEMBERED_MESSAGES),
        { target: place.log, seq: place.seq },
      ];
  }

  #see(event: Logged): void {
    if (event.ev !== 'message') return;
    this.#seen = [
      ...this.#seen.slice(-MAX_REMEMBERED_MESSAGES),
      { target: logOf(event), seq: event.seq },
    ];
  }

  /** Until something was answered when that must be, or for as long as it takes to think. */
  #aWhile(): Promise<void> {
    if (this.#unanswered >= this.#window) return this.#anAnswer();
    return new Promise((resolve) => setTimeout(resolve, this.#chance.below(MAX_THOUGHT_MS)));
  }

  #anAnswer(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
