/** What somebody has to do with things of the world: by key, so that a thing may sleep while nobody looks at it. */
import type { Journal } from './journal.ts';
import { Table } from './table.ts';

/** Keys, each with what is known of the link. Their order is that of insertion, also after an undo. */
export class Links<K, V extends {}, L extends {} = true> {
  protected readonly links: Table<K, L>;
  readonly #find: (key: K) => V | undefined;

  /** `find` finds the thing of a key, and wakes it. */
  constructor(
    journal: Journal,
    find: (key: K) => V | undefined,
    links: Iterable<readonly [K, L]> = [],
  ) {
    this.links = new Table(journal, links);
    this.#find = find;
  }

  get size(): number {
    return this.links.size;
  }

  has(key: K): boolean {
    return this.links.has(key);
  }

  keys(): IterableIterator<K> {
    return this.links.keys();
  }

  /** The links themselves, for which nothing has to wake. */
  entries(): IterableIterator<[K, L]> {
    return this.links.entries();
  }

  /** What is known of a link. */
  of(key: K): L | undefined {
    return this.links.get(key);
  }

  get(key: K): V | undefined {
    return this.has(key) ? this.#find(key) : undefined;
  }

  *values(): Generator<V> {
    for (const key of this.links.keys()) {
      const thing = this.#find(key);
      if (thing) yield thing;
    }
  }

  put(key: K, link: L): void {
    this.links.put(key, link);
  }

  remove(key: K): void {
    this.links.remove(key);
  }
}
