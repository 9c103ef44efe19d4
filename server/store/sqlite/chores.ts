/** Runs background work in small steps between commits, for at most a fifth of the time. */

/** Does a step; true when there is more to do. */
export type Chore = () => boolean;

/** After a step, a chore rests for this many times as long as the step took. */
const REST_FACTOR = 4;
/** A chore that failed is retried after this delay. */
const CHORE_RETRY_MS = 2000;

interface Plan {
  at: number;
  timer: NodeJS.Timeout;
}

/** Runs chores. A chore is planned at most once at a time. `trouble` is told of chores that fail. */
export class Chores {
  readonly #trouble: (error: unknown) => void;
  readonly #plans = new Map<Chore, Plan>();
  #stopped = false;

  constructor(trouble: (error: unknown) => void) {
    this.#trouble = trouble;
  }

  /** Plans a chore: it begins after this many milliseconds, or earlier if it was planned so, and runs to its end. */
  plan(chore: Chore, delay: number): void {
    if (this.#stopped) return;
    const at = performance.now() + delay;
    const planned = this.#plans.get(chore);
    if (planned !== undefined && planned.at <= at) return;
    clearTimeout(planned?.timer);
    this.#plans.set(chore, { at, timer: setTimeout(() => this.#do(chore), delay) });
  }

  /** Does nothing any more, whatever is planned later: a timer would keep the thread alive. */
  stop(): void {
    this.#stopped = true;
    for (const { timer } of this.#plans.values()) clearTimeout(timer);
    this.#plans.clear();
  }

  #do(chore: Chore): void {
    this.#plans.delete(chore);
    const began = performance.now();
    try {
      if (chore()) this.plan(chore, REST_FACTOR * (performance.now() - began) + 1);
    } catch (error) {
      this.#trouble(error);
      this.plan(chore, CHORE_RETRY_MS);
    }
  }
}
