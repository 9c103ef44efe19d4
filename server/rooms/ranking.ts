/** Things in the order of a count, the greatest first, kept while the counts go up and down by one: no sorting, no search. */

interface Ranked<T> {
  readonly thing: T;
  count: number;
  place: number;
}

/** The places of all that have the same count. */
interface Run {
  first: number;
  last: number;
}

export class Ranking<T> {
  readonly #order: Ranked<T>[] = [];
  readonly #ranked = new Map<T, Ranked<T>>();
  readonly #runs = new Map<number, Run>();

  get size(): number {
    return this.#order.length;
  }

  at(place: number): T | undefined {
    return this.#order[place]?.thing;
  }

  countOf(thing: T): number {
    return this.#ranked.get(thing)?.count ?? 0;
  }

  /** With a count of 0. */
  add(thing: T): void {
    if (this.#ranked.has(thing)) return;
    const ranked = { thing, count: 0, place: this.#order.length };
    this.#ranked.set(thing, ranked);
    this.#order.push(ranked);
    this.#settle(ranked, 'behind');
  }

  /** Whatever its count is. */
  remove(thing: T): void {
    while (this.countOf(thing) > 0) this.down(thing);
    const ranked = this.#ranked.get(thing);
    if (ranked === undefined) return;
    this.#leave(ranked, 'last');
    this.#order.pop();
    this.#ranked.delete(thing);
  }

  up(thing: T): void {
    const ranked = this.#ranked.get(thing);
    if (ranked === undefined) return;
    this.#leave(ranked, 'first');
    ranked.count += 1;
    this.#settle(ranked, 'behind');
  }

  down(thing: T): void {
    const ranked = this.#ranked.get(thing);
    if (ranked === undefined || ranked.count === 0) return;
    this.#leave(ranked, 'last');
    ranked.count -= 1;
    this.#settle(ranked, 'before');
  }

  /** Goes to one end of its run, which ends before it from now on. */
  #leave(ranked: Ranked<T>, end: 'first' | 'last'): void {
    const run = this.#runs.get(ranked.count) as Run;
    const other = this.#order[run[end]] as Ranked<T>;
    this.#put(other, ranked.place);
    this.#put(ranked, run[end]);
    run[end] += end === 'first' ? 1 : -1;
    if (run.first > run.last) this.#runs.delete(ranked.count);
  }

  /** Joins the run of its count, which is beside it. */
  #settle({ count, place }: Ranked<T>, where: 'before' | 'behind'): void {
    const run = this.#runs.get(count);
    if (run === undefined) this.#runs.set(count, { first: place, last: place });
    else if (where === 'before') run.first = place;
    else run.last = place;
  }

  #put(ranked: Ranked<T>, place: number): void {
    this.#order[place] = ranked;
    ranked.place = place;
  }
}
