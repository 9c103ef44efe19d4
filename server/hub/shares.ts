/** Limits how much of the server's time each address gets: an address that used much rests. */
import { Bucket, type Rate } from '../net/bucket.ts';

/** Addresses that have had time are remembered; when there are so many, those are forgotten that owe nothing. */
const MAX_REMEMBERED_ADDRESSES = 1000;

/**
 * A token bucket of milliseconds for each address that has had time. Past `MAX_REMEMBERED_ADDRESSES` those are
 * forgotten that owe nothing.
 */
export class Shares {
  readonly #rate: Rate;
  readonly #had = new Map<string, Bucket>();
  /** For how many milliseconds lines of each address were taken since something was told last. */
  #untold = new Map<string, number>();

  /** The tokens are milliseconds: how many an address may have in a second, and how many at once. */
  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** A line of an address took so many milliseconds. */
  took(address: string, milliseconds: number, now: number): void {
    if (milliseconds <= 0) return;
    this.#untold.set(address, (this.#untold.get(address) ?? 0) + milliseconds);
    this.#bucketOf(address, now).take(milliseconds, now);
  }

  /** To tell what was decided took so many: they are shared by those whose lines were taken, as the time for these was. */
  told(milliseconds: number, now: number): void {
    const untold = this.#untold;
    this.#untold = new Map();
    let all = 0;
    for (const took of untold.values()) all += took;
    for (const [address, took] of untold) {
      this.#bucketOf(address, now).take((milliseconds * took) / all, now);
    }
  }

  /** For how many milliseconds from `now` no line of an address is to be taken. */
  rest(address: string, now: number): number {
    return this.#had.get(address)?.wait(0, now) ?? 0;
  }

  #bucketOf(address: string, now: number): Bucket {
    let bucket = this.#had.get(address);
    if (bucket === undefined) {
      if (this.#had.size >= MAX_REMEMBERED_ADDRESSES) this.#forget(now);
      bucket = new Bucket(this.#rate);
      this.#had.set(address, bucket);
    }
    return bucket;
  }

  #forget(now: number): void {
    for (const [address, bucket] of this.#had) if (bucket.isFull(now)) this.#had.delete(address);
  }
}
