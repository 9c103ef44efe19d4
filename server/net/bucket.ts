/** How fast one may go: a token bucket, as arithmetic on a given time. */

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
   * Takes `cost` tokens at `now` (milliseconds of a clock that doesn't go back) and returns 0; or takes nothing and
   * returns after how many milliseconds to ask again. A cost above the burst needs a full bucket and leaves a debt, so
   * that everything is let through sooner or later.
   */
  take(cost: number, now: number): number {
    const { perSecond, burst } = this.#rate;
    const needed = Math.min(cost, burst);
    const allowed = this.#full - ((burst - needed) / perSecond) * 1000;
    if (now < allowed) return Math.ceil(allowed - now);
    this.#full = Math.max(this.#full, now) + (cost / perSecond) * 1000;
    return 0;
  }
}
