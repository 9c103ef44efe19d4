/** Runs background work in small steps between commits, for at most a fifth of the time. */
import type { Alarm, Clock } from '../../clock.ts';

/** Does a step; true when there is more to do. */
export type Chore = () => boolean;

/** After a step, a chore rests for this many times as long as the step took. */
const REST_FACTOR = 4;
/** A chore that failed is retried after this delay. */
const CHORE_RETRY_MS = 2000;

interface Plan {
  at: number;
  alarm: Alarm;
}

/** Runs chores. A chore is planned at most once at a time. `trouble` is told of chores that fail. */
export class Chores {
  readonly #clock: Clock;
  readonly #trouble: (error: unknown) => void;
  readonly #plans = new Map<Chore, Plan>();
  #stopped = false;

  constructor(clock: Clock, trouble: (error: unknown) => void) {
    this.#clock = clock;
    this.#trouble = trouble;
  }

  /** Plans a chore: it begins after this many milliseconds, or earlier if it was planned so, and runs to its end. */
  plan(chore: Chore, delay: number): void {
    if (this.#stopped) return;
    const at = this.#clock.now() + delay;
    const planned = this.#plans.get(chore);
    if (planned !== undefined && planned.at <= at) return;
    planned?.alarm.cancel();
    this.#plans.set(chore, { at, alarm: this.#clock.after(delay, () => this.#do(chore)) });
  }

  /** Does nothing any more, whatever is planned later: the store is closed. */
  stop(): void {
    this.#stopped = true;
    for (const { alarm } of this.#plans.values()) alarm.cancel();
    this.#plans.clear();
  }

  #do(chore: Chore): void {
    this.#plans.delete(chore);
    const began = this.#clock.now();
    try {
      if (chore()) this.plan(chore, REST_FACTOR * (this.#clock.now() - began) + 1);
    } catch (error) {
      this.#trouble(error);
      this.plan(chore, CHORE_RETRY_MS);
    }
  }
}
