/** One run of a simulated server: from its death on nothing that it does has any effect. */

import type { Witness } from '../../server/hub/witness.ts';

export class Mortal {
  #isDead = false;
  /** How many more things it may do that can be seen from outside. */
  #left = Number.POSITIVE_INFINITY;

  get isDead(): boolean {
    return this.#isDead;
  }

  /** It dies instead of doing anything more after so many things. */
  doom(acts: number): void {
    this.#left = Math.min(this.#left, acts);
  }

  die(): void {
    this.#isDead = true;
  }

  /** What it decides when it is dead is nothing. */
  seenBy(witness: Witness): Witness {
    const living = (see: () => void) => {
      if (!this.#isDead) see();
    };
    return {
      began: (beginning) => living(() => witness.began(beginning)),
      decided: (...given) => living(() => witness.decided(...given)),
      turnedAway: (...given) => living(() => witness.turnedAway(...given)),
      told: (...given) => living(() => witness.told(...given)),
      committing: (turn) => living(() => witness.committing(turn)),
      committed: (isKept) => living(() => witness.committed(isKept)),
    };
  }

  /** To be asked before anything that can be seen from outside. False: it is dead, and does not do it. */
  acts(): boolean {
    if (this.#left === 0) this.#isDead = true;
    this.#left -= 1;
    return !this.#isDead;
  }
}
