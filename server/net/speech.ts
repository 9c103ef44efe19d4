/** Chooses the dialect of one connection: its first line picks the door; `/format` may change it. */
import type { Dialect, Door } from '../doors/door.ts';

/** The dialects of one connection: the one that it reads, and others that it has turned to. */
export class Speech {
  /** How its lines are read; how it is written to changes later, in its place. */
  reads: Dialect;
  readonly #doors: readonly Door[];
  /** What it has spoken so far, by the door through which that came. */
  readonly #spoken: { readonly door: Door; readonly dialect: Dialect }[] = [];

  /** It speaks as those do who say nothing: they came through the last door. */
  constructor(doors: readonly Door[]) {
    this.#doors = doors;
    this.reads = this.#through(doors.at(-1) as Door);
  }

  /** The door of whoever begins with this line. */
  doorOf(line: string): Door | undefined {
    return this.#doors.find((door) => door.claims(line));
  }

  /** From the next line on it is read as those are who came through this door. */
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
