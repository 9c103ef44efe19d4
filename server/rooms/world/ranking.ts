/** Keeps things in the order of a count, the greatest first, while counts go up and down by one: without sorting or searching. */
import type { Journal } from './journal.ts';
import { Index } from './table.ts';

interface Ranked<T> {
  readonly thing: T;
  readonly count: number;
  readonly rank: number;
}

/** The ranks of all that have the same count. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/** `up` and `down` cost the same however many things there are. */
export class Ranking<T> {
  readonly #journal: Journal;
  readonly #order: Ranked<T>[] = [];
  readonly #ranked: Index<T, Ranked<T>>;
  readonly #runs: Index<number, Run>;

  constructor(journal: Journal) {
    this.#journal = journal;
    this.#ranked = new Index(journal);
    this.#runs = new Index(journal);
  }

  get size(): number {
    return this.#order.length;
  }

  at(rank: number): T | undefined {
    return this.#order[rank]?.thing;
  }

  countOf(thing: T): number {
    return this.#ranked.get(thing)?.count ?? 0;
  }

  /** Adds a thing with a count of 0. */
  add(thing: T): void {
    if (this.#ranked.has(thing)) return;
    const ranked = { thing, count: 0, rank: this.#order.length };
    this.#ranked.put(thing, ranked);
    this.#order.push(ranked);
    this.#journal.note({ undo: () => this.#order.pop() });
    this.#joinRun(ranked, 'behind');
  }

  /** Removes a thing, whatever its count is. */
  remove(thing: T): void {
    while (this.countOf(thing) > 0) this.down(thing);
    const ranked = this.#ranked.get(thing);
    if (ranked === undefined) return;
    this.#leave(ranked, 'last');
    this.#order.pop();
    this.#journal.note({ undo: () => this.#order.push(ranked) });
    this.#ranked.remove(thing);
  }

  up(thing: T): void {
    const ranked = this.#ranked.get(thing);
    if (ranked === undefined) return;
    this.#leave(ranked, 'first');
    this.#journal.set(ranked, 'count', ranked.count + 1);
    this.#joinRun(ranked, 'behind');
  }

  down(thing: T): void {
    const ranked = this.#ranked.get(thing);
    if (ranked === undefined || ranked.count === 0) return;
    this.#leave(ranked, 'last');
    this.#journal.set(ranked, 'count', ranked.count - 1);
    this.#joinRun(ranked, 'before');
  }

  /** Moves a thing to one end of its run, and takes it out of the run there. */
  #leave(ranked: Ranked<T>, end: 'first' | 'last'): void {
    const run = this.#runs.get(ranked.count) as Run;
    const other = this.#order[run[end]] as Ranked<T>;
    this.#put(other, ranked.rank);
    this.#put(ranked, run[end]);
    this.#journal.set(run, end, run[end] + (end === 'first' ? 1 : -1));
    if (run.first > run.last) this.#runs.remove(ranked.count);
  }

  /** Adds a thing to the run of its count, which is beside it. */
  #joinRun({ count, rank }: Ranked<T>, where: 'before' | 'behind'): void {
    const run = this.#runs.get(count);
    if (run === undefined) this.#runs.put(count, { first: rank, last: rank });
    else this.#journal.set(run, where === 'before' ? 'first' : 'last', rank);
  }

  #put(ranked: Ranked<T>, rank: number): void {
    const before = this.#order[rank] as Ranked<T>;
    this.#order[rank] = ranked;
    this.#journal.note({
      undo: () => {
        this.#order[rank] = before;
      },
    });
    this.#journal.set(ranked, 'rank', rank);
  }
}
