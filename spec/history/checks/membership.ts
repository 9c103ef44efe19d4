/** In which rooms a person is changes by what was asked and done, and by nothing else: not by a death of the server. */
import type { PersonState, RoomAbout } from '../../../server/rooms/durable/kept.ts';
import type { Turn } from '../../../server/store/store.ts';
import { nameOf } from '../diary.ts';
import type { Deed, Problem } from './deeds.ts';
import type { Durable } from './people.ts';

export function checkMembership(durable: readonly Durable[], deeds: readonly Deed[]): Problem[] {
  // Of others nobody knows what they have asked for.
  const known = new Set(deeds.flatMap(({ who, account }) => [who, account]));
  const byTag = new Map(deeds.map((deed) => [deed.command.tag, deed]));
  /** The rooms in which somebody is banned. */
  const closed = new Set<string>();
  const last = new Map<string, PersonState>();
  return durable.flatMap(({ turn }) => {
    const before = new Map(last);
    for (const { log, about } of turn.entries) {
      const { measures } = (about ?? {}) as Partial<RoomAbout>;
      if (measures?.some(({ does }) => does === 'ban')) closed.add(log);
      else if (about !== undefined) closed.delete(log);
    }
    for (const { identity, state } of turn.persons) {
      if (state === undefined) last.delete(identity);
      else last.set(identity, state as PersonState);
    }
    return turn.persons.flatMap(({ identity, state }) => {
      if (state === undefined) return [];
      const { nick } = state as PersonState;
      if (!known.has(nameOf(nick))) return [];
      const one = new Change(turn, identity, byTag, { before, closed });
      return one.problems(before.get(identity), state as PersonState);
    });
  });
}

/** What there was before a turn, and is with it. */
interface Meanwhile {
  readonly before: ReadonlyMap<string, PersonState>;
  readonly closed: ReadonlySet<string>;
}

/** What one turn does to one person. */
class Change {
  readonly #turn: Turn;
  readonly #deeds: readonly Deed[];
  readonly #before: ReadonlyMap<string, PersonState>;
  /** Whom no ban hit, as staff or for a time, is put out of these when that is over. */
  readonly #closed: ReadonlySet<string>;
  /** A session that ends takes with it what it was answered. */
  readonly #isSilent: boolean;

  constructor(
    turn: Turn,
    identity: string,
    deeds: ReadonlyMap<string, Deed>,
    { before, closed }: Meanwhile,
  ) {
    const own = turn.sessions.filter(({ person }) => person === identity);
    this.#turn = turn;
    this.#deeds = own.flatMap(({ answers = [] }) =>
      answers.flatMap(({ tag }) => deeds.get(tag) ?? []),
    );
    this.#before = before;
    this.#closed = closed;
    this.#isSilent = own.some(({ state }) => state === undefined);
  }

  problems(was: PersonState | undefined, is: PersonState): Problem[] {
    const old = was?.rooms ?? [];
    const problem = (text: string): Problem => ({ text: `${is.nick} ${text}`, log: '' });
    return [
      ...is.rooms
        .filter((room) => !old.includes(room) && !this.#enters(room))
        .map((room) => problem(`is in ${room}, and nobody has asked for it`)),
      ...old
        .filter((room) => !is.rooms.includes(room) && !this.#leaves(room))
        .map((room) => problem(`is in ${room} no more, and nobody has asked for it`)),
      ...this.#deeds.flatMap(({ who, command: { tag, ...command } }) => {
        if (command.cmd !== 'join' && command.cmd !== 'part') return [];
        const isIn = command.cmd === 'join';
        const wrong = (command.rooms ?? []).filter(
          (room) =>
            is.rooms.includes(room) !== isIn && this.#deeds.length === 1 && !this.#isPutOut(room),
        );
        return wrong.map((room) => ({ text: `was done, and is not kept of ${room}`, who, tag }));
      }),
    ];
  }

  #enters(room: string): boolean {
    if (this.#isSilent) return true;
    return this.#deeds.some(({ command }) =>
      command.cmd === 'join'
        ? command.rooms.includes(room)
        : command.cmd === 'login' && this.#brings(room),
    );
  }

  /** A guest who is an account from here on was there. */
  #brings(room: string): boolean {
    return this.#turn.persons.some(
      ({ identity, state }) => !state && this.#before.get(identity)?.rooms.includes(room),
    );
  }

  #leaves(room: string): boolean {
    if (this.#isSilent || this.#isPutOut(room)) return true;
    return this.#deeds.some(
      ({ command }) =>
        (command.cmd === 'part' && (command.rooms ?? [room]).includes(room)) ||
        // Whoever logs in from where a ban is in force may not stay.
        command.cmd === 'login',
    );
  }

  #isPutOut(room: string): boolean {
    if (this.#closed.has(room)) return true;
    return this.#turn.entries.some(
      ({ log, records }) => log === room && records.some(({ event }) => event.ev === 'kicked'),
    );
  }
}
