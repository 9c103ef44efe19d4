/** Limits how much of the server's time each address gets: an address that used much rests. */
import { Bucket, type Rate } from '../net/bucket.ts';

/** Past this many remembered addresses, those that owe nothing are forgotten: a few are looked at for each new one. */
const MAX_REMEMBERED_ADDRESSES = 1000;
const LOOKED_AT = 2;

/** Who had something told: for each address, about how many bytes. */
export type Causes = Map<string, number>;

/** Adds bytes that an address has told. */
export function addCause(causes: Causes, address: string, bytes: number): void {
  causes.set(address, (causes.get(address) ?? 0) + bytes);
}

/** Charges those who had something told for the milliseconds that it took, each by their part of the bytes. */
export function divide(
  milliseconds: number,
  causes: Causes,
  charge: (address: string, milliseconds: number) => void,
): void {
  let all = 0;
  for (const bytes of causes.values()) all += bytes;
  for (const [address, bytes] of causes) charge(address, (milliseconds * bytes) / all);
}

/** One token bucket of milliseconds for each address that has used time lately. */
export class Shares {
  readonly #rate: Rate;
  readonly #had = new Map<string, Bucket>();

  /** The tokens are milliseconds: those that come back each second, and those that may be spent at once. */
  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Charges an address for the milliseconds that its lines took, or what came of them. */
  charge(address: string, milliseconds: number, now: number): void {
    if (milliseconds > 0) this.#bucketOf(address, now).take(milliseconds, now);
  }

  /** For how many milliseconds from `now` an address rests. */
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

  /** Looks at those that were not looked at for longest. */
  #forget(now: number): void {
    let looked = 0;
    for (const [address, bucket] of this.#had) {
      if (looked === LOOKED_AT) return;
      looked += 1;
      this.#had.delete(address);
      if (!bucket.isFull(now)) this.#had.set(address, bucket);
    }
  }
}
