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

  /** Starts a task for an address, as soon as it is the address's turn. Its end frees its place, however it ends. */
  run<T>(address: string, task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#queue.add({ address, take: () => void this.#do(task).then(resolve, reject) });
      this.#startNext();
    });
  }

  async #do<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } finally {
      this.#running -= 1;
      this.#startNext();
    }
  }

  #startNext(): void {
    while (this.#running < this.#size && this.#queue.size > 0) {
      this.#running += 1;
      this.#queue.next()?.take();
    }
  }
}
