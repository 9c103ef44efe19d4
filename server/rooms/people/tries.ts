/** Makes people wait who try too much: the more passwords they guess or accounts they make, the longer. */
import { DAY_MS, HOUR_MS } from '../../../grammar/time.ts';
import type { Time } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import { Table } from '../world/table.ts';

interface Tried {
  readonly times: number;
  readonly last: Time;
}

/** The first wait, in milliseconds, which doubles with each further try. */
const FIRST_WAIT_MS = 1000;
const MAX_WAIT_MS = 60_000;
/** Tries are forgotten after this many milliseconds without another. */
const FORGOTTEN_AFTER_MS = HOUR_MS;
/** At most this many subjects of a kind are remembered. Then the one that was tried longest ago is forgotten. */
export const MAX_TRIES_KEPT = 10_000;

/** How many milliseconds pass until another try is taken, after so many of which the first `free` cost nothing. */
export const waitAfter = (times: number, free: number): number =>
  times < free ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (times - free), MAX_WAIT_MS);

/** Accounts stay for ever, so whoever has made many waits a day. */
const aDayAfter = (times: number, free: number): number => (times < free ? 0 : DAY_MS);

/** The tries of one kind by subject. The subject that was tried longest ago is the first. */
export class Tries extends Table<string, Tried> {
  readonly #waitAfter: typeof waitAfter;
  readonly #forgottenAfter: number;

  constructor(journal: Journal, waits = waitAfter, forgottenAfter = FORGOTTEN_AFTER_MS) {
    super(journal);
    this.#waitAfter = waits;
    this.#forgottenAfter = forgottenAfter;
  }

  /** How often a subject was tried of late. */
  times(subject: string, now: Time): number {
    return this.#of(subject, now).times;
  }

  /** How many milliseconds are left until another try is taken. */
  wait(subject: string, free: number, now: Time): number {
    const { times, last } = this.#of(subject, now);
    return Math.max(0, last + this.#waitAfter(times, free) - now);
  }

  note(subject: string, now: Time): void {
    const times = this.times(subject, now) + 1;
    this.remove(subject);
    this.put(subject, { times, last: now });
    for (const [oldest, { last }] of this.entries()) {
      if (this.size <= MAX_TRIES_KEPT && now - last < this.#forgottenAfter) return;
      this.remove(oldest);
    }
  }

  /** Forgets the last try. */
  uncount(subject: string): void {
    const { times, last } = this.get(subject) ?? { times: 0, last: 0 };
    if (times > 1) this.put(subject, { times: times - 1, last });
    else this.remove(subject);
  }

  #of(subject: string, now: Time): Tried {
    const tried = this.get(subject);
    const isFresh = tried && now - tried.last < this.#forgottenAfter;
    return isFresh ? tried : { times: 0, last: now };
  }
}

/** The kinds of tries. Each has bounds of its own, so that a flood of one makes no other forgotten. */
export interface Counts {
  /** Wrong passwords from an address, whatever they were for. */
  readonly fromAddress: Tries;
  /** Wrong passwords of a `/login` for an account: from one address, and from all where nobody is known to be its owner. */
  readonly fromAddressFor: Tries;
  readonly fromStrangersFor: Tries;
  /** Wrong old passwords of a `/password`. */
  readonly changing: Tries;
  /** Right passwords for an account from an address: whoever is there is no stranger to it for a while. */
  readonly right: Tries;
  /** Accounts that were made from an address. */
  readonly made: Tries;
}

/** One of these kinds. */
export type Counted = keyof Counts;

/** Counters in which nothing was tried yet. `journal` notes how to undo what they count. */
export const countsIn = (journal: Journal): Counts => ({
  fromAddress: new Tries(journal),
  fromAddressFor: new Tries(journal),
  fromStrangersFor: new Tries(journal),
  changing: new Tries(journal),
  right: new Tries(journal),
  made: new Tries(journal, aDayAfter, DAY_MS),
});
