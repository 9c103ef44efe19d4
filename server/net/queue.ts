/** A fair queue: addresses take turns, and within an address the longest waiting is first. */

/** A task that waits for its turn: the lines of a connection, its end, a handshake, or a question. */
export interface Waiting {
  readonly address: string;
  take(): void;
}

/** A round robin over addresses; first in, first out within one address. */
export class Queue {
  /** The tasks by address. The address and the task that come next are the first. */
  readonly #addresses = new Map<string, Set<Waiting>>();
  #size = 0;

  get isEmpty(): boolean {
    return this.#addresses.size === 0;
  }

  /** How many tasks wait. */
  get size(): number {
    return this.#size;
  }

  /** The addresses that have a task. */
  get addresses(): Iterable<string> {
    return this.#addresses.keys();
  }

  /** Adds a task; one that waits already waits where it is. */
  add(waiting: Waiting): void {
    const { address } = waiting;
    const others = this.#addresses.get(address) ?? new Set();
    if (others.has(waiting)) return;
    this.#size += 1;
    others.add(waiting);
    if (others.size === 1) this.#addresses.set(address, others);
  }

  /** Removes the next task and returns it. Skips addresses that rest. */
  next(rests: (address: string) => boolean = () => false): Waiting | undefined {
    for (const [address, waiting] of this.#addresses) {
      if (rests(address)) continue;
      this.#addresses.delete(address);
      const [first] = waiting;
      if (first === undefined) continue;
      waiting.delete(first);
      this.#size -= 1;
      if (waiting.size > 0) this.#addresses.set(address, waiting);
      return first;
    }
    return undefined;
  }
}
