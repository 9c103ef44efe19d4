/** What the store had of each person, and since when: read from its turns, one after the other. */
import type { PersonState } from '../../../server/rooms/durable/kept.ts';
import type { Moment } from '../diary.ts';
import type { Durable } from './durability.ts';

/** A person as they were kept from a moment on, until the next of theirs. */
export interface Age {
  readonly from: Moment;
  /** Nothing when they are gone. */
  readonly state: PersonState | undefined;
}

/** A person as they were kept for a while. */
export interface Kept {
  readonly identity: string;
  readonly state: PersonState;
}

export class People {
  readonly #ages = new Map<string, Age[]>();
  /** When somebody became an account, and was none any more. */
  readonly #accounts = new Map<string, { readonly from: Moment; readonly isOne: boolean }[]>();

  constructor(durable: readonly Durable[]) {
    for (const { moment: from, turn } of durable) {
      for (const { identity, state } of turn.persons) {
        const ages = this.#ages.get(identity) ?? [];
        ages.push({ from, state: state as PersonState | undefined });
        this.#ages.set(identity, ages);
      }
      for (const { identity, state } of turn.accounts ?? []) {
        const ages = this.#accounts.get(identity) ?? [];
        this.#accounts.set(identity, [...ages, { from, isOne: state !== undefined }]);
      }
    }
  }

  /** The ages of each person, the first one first. */
  get all(): Iterable<readonly [identity: string, ages: readonly Age[]]> {
    return this.#ages;
  }

  /** Whoever was called so at some time between, as they were kept then. */
  called(nick: string, from: Moment, to: Moment): Kept[] {
    return [...this.#ages.keys()].flatMap((identity) =>
      this.between(identity, from, to)
        .filter((state) => state.nick === nick)
        .map((state) => ({ identity, state })),
    );
  }

  /** An account was called so at some time between. */
  isAccount(nick: string, from: Moment, to: Moment): boolean {
    return this.called(nick, from, to).some(({ identity }) =>
      (this.#accounts.get(identity) ?? []).some((age) => age.isOne && age.from <= to),
    );
  }

  /** A person was let go of at some time between. */
  isGone(identity: string, from: Moment, to: Moment): boolean {
    const ages = this.#ages.get(identity) ?? [];
    return ages.some((age) => age.state === undefined && age.from > from && age.from <= to);
  }

  /** All that was kept of a person at some time between. */
  between(identity: string, from: Moment, to: Moment): PersonState[] {
    const ages = this.#ages.get(identity) ?? [];
    return ages.flatMap(({ from: since, state }, n) => {
      const until = ages[n + 1]?.from ?? Number.POSITIVE_INFINITY;
      return state !== undefined && since <= to && until > from ? [state] : [];
    });
  }
}
