/** What is tried too often: who guesses passwords, or makes accounts, waits the longer the more they did. */
import type { Time } from './ids.ts';
import type { Journal } from './journal.ts';
import { Table } from './table.ts';

interface Tried {
  readonly times: number;
  readonly last: Time;
}

/** Wrong passwords for an account and from an address, and accounts made from an address. */
export type Subject = `${'account' | 'address' | 'made from'} ${string}`;

/** The first wait, in milliseconds, which doubles with each further try. */
const FIRST_WAIT_MS = 1000;
const MAX_WAIT_MS = 60_000;
/** What was tried last so long ago is forgotten. */
const FORGOTTEN_AFTER_MS = 3_600_000;
/** At most this many tries are remembered; then the oldest is forgotten. */
const MAX_TRIES_KEPT = 10_000;

/** How many milliseconds pass until another try is taken, after so many of which the first `free` cost nothing. */
export const waitAfter = (times: number, free: number): number =>
  times < free ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (times - free), MAX_WAIT_MS);

export class Tries extends Table<Subject, Tried> {
  constructor(journal: Journal) {
    super(journal);
  }

  /** How many milliseconds one has to wait, now. */
  wait(subject: Subject, free: number, now: Time): number {
    const { times, last } = this.#of(subject, now);
    return Math.max(0, last + waitAfter(times, free) - now);
  }

  note(subject: Subject, now: Time): void {
    this.put(subject, { times: this.#of(subject, now).times + 1, last: now });
    if (this.size <= MAX_TRIES_KEPT) return;
    const [oldest] = this.keys();
    if (oldest !== undefined) this.remove(oldest);
  }

  #of(subject: Subject, now: Time): Tried {
    const tried = this.get(subject);
    const isFresh = tried && now - tried.last < FORGOTTEN_AFTER_MS;
    return isFresh ? tried : { times: 0, last: now };
  }
}
