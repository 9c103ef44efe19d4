/** Chance that can be repeated: one seed decides all that the strangers of a run do. */
import { type Random, random } from '../grammar/sentences.ts';

export class Chance {
  readonly #next: Random;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  /** A whole number from 0 to before `end`. */
  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  /** True once in `times`, on average. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** Small numbers most of the time, and any up to `most` now and then. */
  length(most: number): number {
    return this.below(this.oneIn(20) ? most : Math.min(most, 24));
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  /** Chance of its own: what is drawn from it changes nothing here. */
  fork(): Chance {
    return new Chance(this.below(2 ** 32));
  }
}
