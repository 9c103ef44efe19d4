/** Work that can wait: done in small steps while nothing is to be written, and never more than a fifth of the time. */

/** Does a step; true when there is more to do. */
export type Chore = () => boolean;

/** After a step, a rest of so many times its length. */
const REST = 4;
/** A chore that failed is tried again after so many milliseconds. */
const AGAIN = 2000;

export class Chores {
  readonly #trouble: (error: unknown) => void;
  readonly #due = new Map<Chore, NodeJS.Timeout>();

  constructor(trouble: (error: unknown) => void) {
    this.#trouble = trouble;
  }

  /** Has a chore done to the end, beginning in so many milliseconds, unless that is planned already. */
  plan(chore: Chore, delay: number): void {
    if (this.#due.has(chore)) return;
    this.#due.set(
      chore,
      setTimeout(() => this.#do(chore), delay),
    );
  }

  stop(): void {
    for (const timer of this.#due.values()) clearTimeout(timer);
    this.#due.clear();
  }

  #do(chore: Chore): void {
    this.#due.delete(chore);
    const began = performance.now();
    try {
      if (chore()) this.plan(chore, REST * (performance.now() - began) + 1);
    } catch (error) {
      this.#trouble(error);
      this.plan(chore, AGAIN);
    }
  }
}
