/** Does slow work, a bounded number of tasks at a time. Addresses that wait take turns. */
import { Queue } from '../net/queue.ts';

/** At most so many tasks run at a time. Of those that wait, each address has one started in its turn. */
export class Desk {
  readonly #most: number;
  readonly #waiting = new Queue();
  #busy = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Asks for something for an address, as soon as it is the address's turn. */
  ask<T>(address: string, question: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.add(address, () => question().then(resolve, reject));
    });
  }

  /** Starts a task for an address, as soon as it is the address's turn. */
  add(address: string, work: () => Promise<void>): void {
    this.#waiting.add({ address, take: () => void this.#do(work) });
    this.#goOn();
  }

  async #do(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } finally {
      this.#busy -= 1;
      this.#goOn();
    }
  }

  #goOn(): void {
    while (this.#busy < this.#most && !this.#waiting.isEmpty) {
      this.#busy += 1;
      this.#waiting.next()?.take();
    }
  }
}
