/** A fair queue: addresses take turns, and within an address the longest waiting is first. */

/** Somebody's turn: a connection that has lines, or a question that it has put. */
export interface Waiting {
  readonly address: string;
  take(): void;
}

/** A round robin over addresses; first in, first out within one address. */
export class Queue {
  /** Both the addresses and who waits there: the next is the first. */
  readonly #addresses = new Map<string, Set<Waiting>>();

  get isEmpty(): boolean {
    return this.#addresses.size === 0;
  }

  /** Where somebody waits. */
  get addresses(): Iterable<string> {
    return this.#addresses.keys();
  }

  add(waiting: Waiting): void {
    const { address } = waiting;
    const others = this.#addresses.get(address);
    if (others) others.add(waiting);
    else this.#addresses.set(address, new Set([waiting]));
  }

  /** Whoever comes next, and waits no more; of no address that `rests`. */
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
