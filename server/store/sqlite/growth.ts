/** Counts additions per key, and tells when a list has grown enough to be cut. */

/** At most this many counters are kept; then all begin at 0 again. */
const MAX_COUNTERS = 100_000;

/** A counter for each key, at most `MAX_COUNTERS`: then it begins anew. */
export class Growth {
  readonly #counts = new Map<string, number>();
  readonly #every: number;

  constructor(every: number) {
    this.#every = every;
  }

  /** One more of `whose`. */
  isDue(whose: string): boolean {
    const count = (this.#counts.get(whose) ?? 0) + 1;
    const isDue = count >= this.#every;
    if (isDue) this.#counts.delete(whose);
    else this.#counts.set(whose, count);
    if (this.#counts.size > MAX_COUNTERS) this.#counts.clear();
    return isDue;
  }
}
