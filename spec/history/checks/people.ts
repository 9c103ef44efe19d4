/** What the store had of each person and session, and since when: read from its turns, one after the other. */
import type { EventOf } from '../../../grammar/events.ts';
import type { PersonState, SessionState } from '../../../server/rooms/durable/kept.ts';
import type { Turn } from '../../../server/store/store.ts';
import { hashOf } from '../../../server/system/secrets.ts';
import type { Moment } from '../diary.ts';

/** A turn that can't be lost any more, from this moment on. */
export interface Durable {
  readonly moment: Moment;
  readonly turn: Turn;
}

/** Something as it was kept from a moment on, until the next of its ages. */
interface Age<T> {
  readonly from: Moment;
  /** Nothing when it is gone. */
  readonly state: T | undefined;
}

/** A session, and the identity of the person whose it is. */
export interface KeptSession extends SessionState {
  readonly person: string;
}

/** The key of a session, and since when a ticket opens that: one that is resumed is opened by the ticket of whoever has resumed it. */
export interface Opened {
  readonly key: string;
  readonly since: Moment;
}

/** The ages of each, the first one first. */
class Ages<T> {
  readonly all = new Map<string, Age<T>[]>();

  add(key: string, from: Moment, state: T | undefined): void {
    const ages = this.all.get(key) ?? [];
    this.all.set(key, ages);
    ages.push({ from, state });
  }

  /** All that was kept at some time between; nothing for when it was not there. */
  between(key: string, from: Moment, to: Moment): (T | undefined)[] {
    const ages = this.all.get(key) ?? [];
    const before = (ages[0]?.from ?? Number.POSITIVE_INFINITY) > from ? [undefined] : [];
    const some = ages.filter(({ from: since }, n) => {
      return since <= to && (ages[n + 1]?.from ?? Number.POSITIVE_INFINITY) > from;
    });
    return [...before, ...some.map(({ state }) => state)];
  }
}

export class People {
  readonly #persons = new Ages<PersonState>();
  readonly #accounts = new Ages<unknown>();
  readonly #sessions = new Ages<KeptSession>();
  /** The rooms that each person has entered in a turn, by a `/join` or with a `/login`. */
  readonly #entered = new Map<string, readonly string[]>();
  /** What each ticket opens, by its hash. */
  readonly #tickets = new Map<string, Opened>();

  constructor(durable: readonly Durable[]) {
    for (const { moment: from, turn } of durable) {
      for (const { identity, state } of turn.persons)
        this.#persons.add(identity, from, state as PersonState | undefined);
      for (const { identity, state } of turn.accounts ?? [])
        this.#accounts.add(identity, from, state);
      for (const { key, person, state, answers = [] } of turn.sessions) {
        for (const { outcome } of answers)
          this.#enter(person, from, (outcome as EventOf<'ok'>).rooms);
        const kept = state as SessionState | undefined;
        this.#sessions.add(key, from, kept && { ...kept, person });
        for (const ticket of kept ? [kept.secret, ...(kept.earlier ?? [])] : [])
          if (this.#tickets.get(ticket)?.key !== key)
            this.#tickets.set(ticket, { since: from, key });
      }
    }
  }

  #enter(person: string, at: Moment, rooms: readonly string[] = []): void {
    this.#entered.set(`${person} ${at}`, [...this.entered(person, at), ...rooms]);
  }

  /** The rooms that a person has entered in the turn of that moment: also those in which they were. */
  entered(person: string, at: Moment): readonly string[] {
    return this.#entered.get(`${person} ${at}`) ?? [];
  }

  /** The ages of each person. */
  get all(): Iterable<readonly [identity: string, ages: readonly Age<PersonState>[]]> {
    return this.#persons.all;
  }

  /** All that was kept of a person at some time between. */
  between(identity: string, from: Moment, to: Moment): PersonState[] {
    return this.#persons.between(identity, from, to).filter((state) => state !== undefined);
  }

  /** The session that this token opens; nothing when it was never kept. */
  opens(token: string): Opened | undefined {
    const [ticket = ''] = token.split('.');
    return this.#tickets.get(hashOf(ticket));
  }

  /** Whose the session was at any time that this token opens. */
  personsBy(token = ''): string[] {
    const all = this.sessions(this.opens(token), 0, Number.POSITIVE_INFINITY);
    return all.flatMap((session) => session?.person ?? []);
  }

  /** All that was kept of a session at some time between; nothing for when it was not kept. */
  sessions(opened: Opened | undefined, from: Moment, to: Moment): (KeptSession | undefined)[] {
    if (opened === undefined || opened.since > to) return [undefined];
    return this.#sessions.between(opened.key, from, to);
  }

  /** What was kept at some time between of somebody as an account; nothing for when they were none. */
  accounts(identity: string, from: Moment, to: Moment): unknown[] {
    return this.#accounts.between(identity, from, to);
  }

  /** Whoever was called so all the time between. */
  called(nick: string, from: Moment, to: Moment): string[] {
    return [...this.#persons.all.keys()].filter((identity) =>
      this.#persons.between(identity, from, to).every((state) => state?.nick === nick),
    );
  }
}
