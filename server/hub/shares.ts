/** Limits how much of the server's time each address gets: an address that used much rests. */
import { Bucket, type Rate } from '../net/bucket.ts';

/** Addresses that have had time are remembered; when there are so many, those are forgotten that owe nothing. */
const MAX_REMEMBERED_ADDRESSES = 1000;

/** Whose lines something comes from: by address, how much of the work they are, in lines. */
export type Causes = Map<string, number>;

/** So many lines' worth of the work come from that address, too. */
export function addCause(causes: Causes, address: string, lines: number): void {
  causes.set(address, (causes.get(address) ?? 0) + lines);
}

/**
 * A token bucket of milliseconds for each address that has had time. Past `MAX_REMEMBERED_ADDRESSES` those are
 * forgotten that owe nothing.
 */
export class Shares {
  readonly #rate: Rate;
  readonly #had = new Map<string, Bucket>();

  /** The tokens are milliseconds: how many an address may have in a second, and how many at once. */
  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** What came from an address took so many milliseconds. */
  took(address: string, milliseconds: number, now: number): void {
    if (milliseconds > 0) this.#bucketOf(address, now).take(milliseconds, now);
  }

  /** To tell what these have caused took so many milliseconds: they are shared as the work is. */
  told(milliseconds: number, causes: Causes, now: number): void {
    let all = 0;
    for (const lines of causes.values()) all += lines;
    for (const [address, lines] of causes) this.took(address, (milliseconds * lines) / all, now);
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
