/** Says when the index follows the commits: while many talk it waits, so that their messages have the processor. */

/** A turn of at least so many events is one of a busy server. */
const MIN_BUSY_EVENTS = 16;
/** Milliseconds without such a turn make a lull. */
const LULL_MS = 500;
/** Without a lull, the index follows after so many milliseconds all the same. */
const MAX_BUSY_MS = 20_000;
/** An index that lacks so many events waits no longer: a search that needs all of them waits for less than a second. */
const MAX_LACKING_EVENTS = 100_000;

/** Waits for a lull. `now`: in milliseconds. */
export class Lull {
  readonly #now: () => number;
  /** When the server has become busy, and when it is so no more. */
  #busy = { since: 0, until: 0 };

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A turn of so many events was committed. */
  note(events: number): void {
    if (events < MIN_BUSY_EVENTS) return;
    const now = this.#now();
    const { since, until } = this.#busy;
    this.#busy = { since: now < until ? since : now, until: now + LULL_MS };
  }

  /** So many milliseconds an index still waits that lacks so many events. */
  wait(lacking: number): number {
    const now = this.#now();
    const { since, until } = this.#busy;
    const isLate = lacking >= MAX_LACKING_EVENTS || now - since >= MAX_BUSY_MS;
    return isLate ? 0 : Math.max(0, until - now);
  }
}
