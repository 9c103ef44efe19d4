/** Does slow work, a bounded number of tasks at a time. Addresses that wait take turns. */
import { FairQueue } from '../net/fair-queue.ts';

/** At most `size` tasks run at a time. Of those that wait, each address has one started in its turn. */
export class WorkerPool {
  readonly #size: number;
  readonly #queue = new FairQueue();
  #running = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** Asks for something for an address, as soon as it is the address's turn. */
  ask<T>(address: string, question: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.add(address, () => question().then(resolve, reject));
    });
  }

  /** Starts a task for an address, as soon as it is the address's turn. */
  add(address: string, work: () => Promise<void>): void {
    this.#queue.add({ address, take: () => void this.#run(work) });
    this.#startNext();
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } finally {
      this.#running -= 1;
      this.#startNext();
    }
  }

  #startNext(): void {
    while (this.#running < this.#size && !this.#queue.isEmpty) {
      this.#running += 1;
      this.#queue.next()?.take();
    }
  }
}
