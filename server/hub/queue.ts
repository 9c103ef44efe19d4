/** A fair queue: addresses take turns, and within an address the longest waiting is first. */

/** A task that waits for its turn: the lines of a connection, its end, or a question. */
export interface Waiting {
  readonly address: string;
  take(): void;
}

/** A round robin over addresses; first in, first out within one address. */
export class Queue {
  /** The tasks by address. The address and the task that come next are the first. */
  readonly #addresses = new Map<string, Set<Waiting>>();

  get isEmpty(): boolean {
    return this.#addresses.size === 0;
  }

  /** The addresses that have a task. */
  get addresses(): Iterable<string> {
    return this.#addresses.keys();
  }

  add(waiting: Waiting): void {
    const { address } = waiting;
    const others = this.#addresses.get(address);
    if (others) others.add(waiting);
    else this.#addresses.set(address, new Set([waiting]));
  }

  /** Removes the next task and returns it. Skips addresses that rest. */
  next(rests: (address: string) => boolean = () => false): Waiting | undefined {
    for (const [address, waiting] of this.#addresses) {
      if (rests(address)) continue;
      this.#addresses.delete(address);
      const [first] = waiting;
      if (first === undefined) continue;
      waiting.delete(first);
      if (waiting.size > 0) this.#addresses.set(address, waiting);
      return first;
    }
    return undefined;
  }
}
