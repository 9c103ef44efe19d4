/** Maps that note what is changed in them. */
import type { Journal } from './journal.ts';

/** Marks a removed entry until its removal is committed. So an undo can put it back in its place. */
class Removed<V> {
  readonly value: V;
  committed = false;

  constructor(value: V) {
    this.value = value;
  }
}

/** Leaves out what is not there. A generator takes three times as long, and members of rooms are gone through often. */
class Present<T> implements IterableIterator<T> {
  readonly #all: Iterator<T>;
  readonly #isThere: (one: T) => boolean;

  constructor(all: Iterator<T>, isThere: (one: T) => boolean) {
    this.#all = all;
    this.#isThere = isThere;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<T> {
    for (;;) {
      const one = this.#all.next();
      if (one.done || this.#isThere(one.value)) return one;
    }
  }
}

/** A map whose order nobody sees. Every change costs the same. */
export class Index<K, V extends {}> {
  protected readonly journal: Journal;
  protected readonly all = new Map<K, V | Removed<V>>();
  protected count = 0;

  /** `entries` are there from the first. */
  constructor(journal: Journal, entries: Iterable<readonly [K, V]> = []) {
    this.journal = journal;
    for (const [key, value] of entries) this.all.set(key, value);
    this.count = this.all.size;
  }

  get size(): number {
    return this.count;
  }

  get(key: K): V | undefined {
    const entry = this.all.get(key);
    return entry instanceof Removed ? undefined : entry;
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  /** The value of a key, also when it was removed and the removal may yet be undone. */
  latest(key: K): V | undefined {
    const entry = this.all.get(key);
    return entry instanceof Removed ? entry.value : entry;
  }

  put(key: K, value: V): void {
    const before = this.all.get(key);
    if (before === value) return;
    this.all.set(key, value);
    const isNew = before === undefined || before instanceof Removed;
    if (isNew) this.count += 1;
    this.journal.note({
      undo: () => {
        if (isNew) this.count -= 1;
        if (before === undefined || isCommitted(before)) this.all.delete(key);
        else this.all.set(key, before);
      },
    });
  }

  remove(key: K): void {
    const value = this.get(key);
    if (value === undefined) return;
    const removed = new Removed(value);
    this.all.set(key, removed);
    this.count -= 1;
    this.journal.note({
      undo: () => {
        this.all.set(key, value);
        this.count += 1;
      },
      commit: () => {
        removed.committed = true;
        if (this.all.get(key) === removed) this.all.delete(key);
      },
    });
  }
}

/** A map whose order is that of insertion, also after an undo. */
export class Table<K, V extends {}> extends Index<K, V> {
  entries(): IterableIterator<[K, V]> {
    const all = this.all.entries() as Iterator<[K, V]>;
    return new Present(all, ([, value]) => isPresent(value));
  }

  keys(): IterableIterator<K> {
    return new Present(this.all.keys(), (key) => this.has(key));
  }

  values(): IterableIterator<V> {
    return new Present(this.all.values() as Iterator<V>, isPresent);
  }

  /**
   * A new key goes behind the others; a known one keeps its place. To put back what was removed, before that is committed,
   * takes a look at those before it.
   */
  override put(key: K, value: V): void {
    const before = this.all.get(key);
    if (!(before instanceof Removed)) return super.put(key, value);
    const behind = this.#behind(key);
    this.all.delete(key);
    this.all.set(key, value);
    this.count += 1;
    this.journal.note({
      undo: () => {
        this.all.delete(key);
        if (!before.committed) this.#putBefore(behind, key, before);
        this.count -= 1;
      },
    });
  }

  /** The keys behind this one, up to the first that was not removed: that one is there as long as this place matters. */
  #behind(key: K): K[] {
    const keys = this.all.keys();
    for (const each of keys) if (each === key) break;
    const behind: K[] = [];
    for (const each of keys) {
      behind.push(each);
      if (this.has(each)) break;
    }
    return behind;
  }

  /** Puts an entry before the first of `behind` that is there, or last. */
  #putBefore(behind: readonly K[], key: K, entry: Removed<V>): void {
    const next = behind.find((each) => this.all.has(each));
    const all = [...this.all];
    const place = all.findIndex(([each]) => each === next);
    all.splice(place < 0 ? all.length : place, 0, [key, entry]);
    this.all.clear();
    for (const [each, its] of all) this.all.set(each, its);
  }
}

const isPresent = (entry: unknown): boolean => !(entry instanceof Removed);

const isCommitted = (entry: unknown): boolean => entry instanceof Removed && entry.committed;
