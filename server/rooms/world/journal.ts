/** What was changed in the world and is not committed yet: each change with its inverse. */

/** One change: how it is undone, and what is left to do once it is committed. */
interface Change {
  undo(): void;
  commit?(): void;
}

/** A field has another value than before. One class for all of them: most changes are of this kind. */
class SetField<T extends object, K extends keyof T> implements Change {
  readonly #of: { -readonly [F in keyof T]: T[F] };
  readonly #field: K;
  readonly #before: T[K];

  constructor(of: T, field: K, before: T[K]) {
    this.#of = of;
    this.#field = field;
    this.#before = before;
  }

  undo(): void {
    this.#of[this.#field] = this.#before;
  }
}

/** A place between two changes; later places are greater. */
export type Savepoint = number;

/** The inverses of all uncommitted changes. Grows with what is uncommitted, and with nothing else. */
export class Journal {
  readonly #changes: Change[] = [];
  /** How many changes are committed. */
  #committed = 0;

  /** The place behind the last change. */
  get end(): Savepoint {
    return this.#committed + this.#changes.length;
  }

  /** The place before the first change that can be undone. */
  get committed(): Savepoint {
    return this.#committed;
  }

  /** Notes a change that has just been made. */
  note(change: Change): void {
    this.#changes.push(change);
  }

  /** Gives a field another value. Nothing else may write to what the world holds. */
  set<T extends object, K extends keyof T>(of: T, field: K, value: T[K]): void {
    const before = of[field];
    if (Object.is(before, value)) return;
    this.#changes.push(new SetField(of, field, before));
    (of as { -readonly [F in keyof T]: T[F] })[field] = value;
  }

  /** Undoes all changes behind `from`, the last one first. */
  undo(from: Savepoint): void {
    while (this.end > from) this.#changes.pop()?.undo();
  }

  /** The changes before `to` are committed: they can't be undone any more. */
  commit(to: Savepoint): void {
    const committed = this.#changes.splice(0, to - this.#committed);
    this.#committed += committed.length;
    for (const change of committed) change.commit?.();
  }
}
