/** One run of a simulated server: from its death on nothing that it does has any effect. */

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

  /** To be asked before anything that can be seen from outside. False: it is dead, and does not do it. */
  acts(): boolean {
    if (this.#left === 0) this.#isDead = true;
    this.#left -= 1;
    return !this.#isDead;
  }
}
