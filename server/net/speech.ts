/** Chooses the dialect of one connection: its first line picks the door; `/format` may change it. */
import type { Dialect, Door } from '../doors/door.ts';

/** The dialects of one connection: the one in which it is read, and those that it used before. */
export class Speech {
  /** The dialect in which its lines are read. The one in which it is written to changes later, in its place. */
  reads: Dialect;
  readonly #doors: readonly Door[];
  /** The dialects that it has used so far, by door. */
  readonly #spoken: { readonly door: Door; readonly dialect: Dialect }[] = [];

  /** Begins with the last door's dialect, as a silent connection does. */
  constructor(doors: readonly Door[]) {
    this.#doors = doors;
    this.reads = this.#through(doors.at(-1) as Door);
  }

  /** The door that claims this first line. */
  doorOf(line: string): Door | undefined {
    return this.#doors.find((door) => door.claims(line));
  }

  /** Reads in this door's dialect, from the next line on. */
  enter(door: Door): void {
    this.reads = this.#through(door);
  }

  /** The dialect of that name, as this connection speaks it. */
  dialectOf(name: string): Dialect {
    const known = this.#spoken.find(({ dialect }) => dialect.name === name);
    if (known) return known.dialect;
    const door = this.#doors.find(({ format }) => format === name);
    return door ? this.#through(door) : this.reads;
  }

  #through(door: Door): Dialect {
    const known = this.#spoken.find((each) => each.door === door);
    if (known) return known.dialect;
    const dialect = door.open();
    this.#spoken.push({ door, dialect });
    return dialect;
  }
}
