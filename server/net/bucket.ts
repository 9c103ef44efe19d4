/** A token bucket, as arithmetic on a given time. */

/** The bounds of a bucket. */
export interface Rate {
  /** Tokens that come back each second; Infinity switches the limit off. */
  readonly perSecond: number;
  /** Tokens that a full bucket holds: what may be spent at once. */
  readonly burst: number;
}

/** Starts full. One number is all it remembers. */
export class Bucket {
  readonly #rate: Rate;
  /** When it will be full again. */
  #full = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /**
   * After how many milliseconds from `now` (of a clock that doesn't go back) `cost` tokens are there. For a cost above the
   * burst a full bucket is enough, so that everything is let through sooner or later.
   */
  wait(cost: number, now: number): number {
    const { perSecond, burst } = this.#rate;
    const spare = burst - Math.min(cost, burst);
    return Math.max(0, Math.ceil(this.#full - (spare / perSecond) * 1000 - now));
  }

  /**
   * Takes `cost` tokens, also tokens that are still to come, and returns how many milliseconds to wait until they are
   * there. Whoever asks next waits longer.
   */
  take(cost: number, now: number): number {
    const wait = this.wait(cost, now);
    this.#full = Math.max(this.#full, now) + (cost / this.#rate.perSecond) * 1000;
    return wait;
  }

  isFull(now: number): boolean {
    return now >= this.#full;
  }
}
