/** A fair queue: addresses take turns, and within an address the longest waiting is first. */

/** A task that waits for its turn: the lines of a connection, its end, a handshake, or a question. */
export interface Task {
  readonly address: string;
  take(): void;
}

/** A round robin over addresses; first in, first out within one address. */
export class FairQueue {
  /** The tasks by address. The address and the task that come next are the first. */
  readonly #addresses = new Map<string, Set<Task>>();
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
  add(task: Task): void {
    const { address } = task;
    const others = this.#addresses.get(address) ?? new Set();
    if (others.has(task)) return;
    this.#size += 1;
    others.add(task);
    if (others.size === 1) this.#addresses.set(address, others);
  }

  /** Removes the next task and returns it. Skips addresses that rest. */
  next(rests: (address: string) => boolean = () => false): Task | undefined {
    for (const [address, task] of this.#addresses) {
      if (rests(address)) continue;
      this.#addresses.delete(address);
      const [first] = task;
      if (first === undefined) continue;
      task.delete(first);
      this.#size -= 1;
      if (task.size > 0) this.#addresses.set(address, task);
      return first;
    }
    return undefined;
  }
}
