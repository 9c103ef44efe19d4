/** What peers cost before their bytes are lines: handshakes, requests and frames are let in a few at a time. */
import type { Clock } from '../clock.ts';
import { FairQueue, type Task } from './fair-queue.ts';

/** In a turn of the event loop they have this long, and then as long as the last of them takes. */
const TURN_MS = 1;

/** Does one after the other, first of the address that had least of the time: in each turn of the event loop as many as there is time for. */
export class Turnstile {
  readonly #clock: Clock;
  readonly #queue = new FairQueue();
  #isTurning = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Does a task in the next turn that has time for it. One that waits already waits where it is. */
  queue(task: Task): void {
    this.#queue.add(task);
    if (!this.#isTurning) this.#clock.soon(this.#letIn);
    this.#isTurning = true;
  }

  /** Each who waits is let in once in a turn, at most. */
  readonly #letIn = (): void => {
    let now = this.#clock.now();
    const end = now + TURN_MS;
    for (let left = this.#queue.size; left > 0 && now < end; left -= 1) {
      const began = now;
      const task = this.#queue.next();
      task?.take();
      now = this.#clock.now();
      if (task) this.#queue.charge(task.address, now - began);
    }
    this.#isTurning = this.#queue.size > 0;
    if (this.#isTurning) this.#clock.soon(this.#letIn);
  };
}
