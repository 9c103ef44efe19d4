/** A table whose entries sleep while nobody needs them: they are put away in few bytes, and wake when somebody looks at them. */
import type { Journal } from '../world/journal.ts';
import { Table } from '../world/table.ts';

/** What is left of a thing that sleeps. */
export abstract class Asleep {}

/** Makes the thing again of what is left of it. */
type Waking<K, V, A> = (key: K, asleep: A) => V;

/** To fall asleep and to wake are changes like any other: undone, whatever slept is as it lay. */
export class Sleepers<K, V extends object, A extends Asleep> extends Table<K, V | A> {
  readonly #wake: Waking<K, V, A>;

  constructor(journal: Journal, wake: Waking<K, V, A>) {
    super(journal);
    this.#wake = wake;
  }

  /** Wakes it. */
  override get(key: K): V | undefined {
    const entry = super.get(key);
    return entry instanceof Asleep ? this.#awaken(key, entry as A) : (entry as V | undefined);
  }

  override has(key: K): boolean {
    return super.get(key) !== undefined;
  }

  override latest(key: K): V | undefined {
    const entry = super.latest(key);
    return entry instanceof Asleep ? this.#awaken(key, entry as A) : (entry as V | undefined);
  }

  /** As it is, awake or asleep. */
  glimpse(key: K): V | A | undefined {
    return super.get(key);
  }

  /** It sleeps from here on. Nothing else may hold on to it. */
  lay(key: K, asleep: A): void {
    this.#exchange(key, asleep);
  }

  #awaken(key: K, asleep: A): V {
    const awake = this.#wake(key, asleep);
    this.#exchange(key, awake);
    return awake;
  }

  #exchange(key: K, entry: V | A): void {
    const before = this.all.get(key);
    if (before === undefined) throw new Error(`there is no ${key} to sleep or wake`);
    this.all.set(key, entry);
    this.journal.note({ undo: () => void this.all.set(key, before) });
  }
}
