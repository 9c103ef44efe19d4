/** When something last came from a connection, and when it last took something: by this the listener cuts dead ones. */
import type { Transport } from './transport.ts';

/** Times in milliseconds, by a clock that nobody can put back. */
export class SignsOfLife {
  /** When it connected. */
  readonly began: number;
  /** When something last came. */
  heard: number;
  /** When it last took something, or had nothing to take. */
  took: number;
  /** When it was asked whether it is still there, unless something has come since. */
  pinged: number | undefined;
  /** When no more than a little was held of what it sent or was to take, as far as was looked. */
  upToDate: number;
  #taken = 0;

  constructor(now: number) {
    this.began = now;
    this.heard = now;
    this.took = now;
    this.upToDate = now;
  }

  /** Something has come. */
  came(now: number): void {
    this.heard = now;
    this.pinged = undefined;
  }

  /** Sets `took` to `now` unless bytes wait to be written and the peer has taken none since the last call. */
  checkProgress({ taken, waiting }: Transport, now: number): void {
    if (waiting === 0 || taken !== this.#taken) this.took = now;
    this.#taken = taken;
  }
}
