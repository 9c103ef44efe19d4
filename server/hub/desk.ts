/** Where slow work is done for others: so many at a time, and of those who wait each address has its turn. */
import { Queue } from './queue.ts';

export class Desk {
  readonly #most: number;
  readonly #waiting = new Queue();
  #busy = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Does some work for an address, as soon as it may. */
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
