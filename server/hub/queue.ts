/** Who comes next when many wait: each address has its turn, and of an address whoever has waited longest. */

/** Somebody's turn: a connection that has lines, or a question that it has put. */
export interface Waiting {
  readonly address: string;
  take(): void;
}

export class Queue {
  /** Both the addresses and who waits there: the next is the first. */
  readonly #addresses = new Map<string, Set<Waiting>>();

  get isEmpty(): boolean {
    return this.#addresses.size === 0;
  }

  add(waiting: Waiting): void {
    const { address } = waiting;
    const others = this.#addresses.get(address);
    if (others) others.add(waiting);
    else this.#addresses.set(address, new Set([waiting]));
  }

  /** Whoever comes next, and waits no more. */
  next(): Waiting | undefined {
    for (const [address, waiting] of this.#addresses) {
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
