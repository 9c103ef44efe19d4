/** A binary heap: what has a place comes out by that, and of equals what came first. */

/** What can be in one heap at a time. Only the heap sets where it is. */
export interface Placed {
  place: number;
  came: number;
}

/** Holds things by their places. To put one in or to take the first one out costs as the logarithm of how many there are. */
export class Heap<T extends Placed> {
  /** None comes before the one at half of its index. */
  readonly #all: T[] = [];
  #came = 0;

  /** What comes before all others. */
  get first(): T | undefined {
    return this.#all[0];
  }

  /** Adds something that is in no heap. */
  put(one: T, place: number): void {
    one.place = place;
    this.#came += 1;
    one.came = this.#came;
    const all = this.#all;
    let at = all.length;
    for (let above = (at - 1) >> 1; at > 0 && comesBefore(one, all[above]); above = (at - 1) >> 1) {
      all[at] = all[above] as T;
      at = above;
    }
    all[at] = one;
  }

  /** Removes what comes before all others, and returns it. */
  takeFirst(): T | undefined {
    const all = this.#all;
    const [first] = all;
    const last = all.pop();
    if (last === undefined || all.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const below = comesBefore(all[left + 1], all[left]) ? left + 1 : left;
      if (!comesBefore(all[below], last)) break;
      all[at] = all[below] as T;
      at = below;
    }
    all[at] = last;
    return first;
  }

  clear(): void {
    this.#all.length = 0;
  }
}

/** True when the one is there and comes before the other. */
const comesBefore = (one: Placed | undefined, other: Placed | undefined): boolean =>
  one !== undefined &&
  (other === undefined ||
    one.place < other.place ||
    (one.place === other.place && one.came < other.came));
