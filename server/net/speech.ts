/** What is spoken on one connection: its first line picks the door, `/format` may change the dialect, lines are read in it. */
import type { Command } from '../../grammar/ast.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { Dialect, Door } from '../doors/door.ts';
import { isRequest } from './carriers/request.ts';
import type { Line } from './lines.ts';

/** The dialects of one connection: the one in which it is read, and those that it used before. */
export class Speech {
  /** The dialect in which its lines are read. The one in which it is written to changes later, in its place. */
  reads: Dialect;
  readonly #doors: readonly Door[];
  #hasChosen = false;
  /** It has sent a command, so it is no browser: from here on a line that looks like HTTP is talk. */
  #isTrusted = false;
  /** The dialects that it has used so far, by door. */
  #spoken: readonly { readonly door: Door; readonly dialect: Dialect }[] = [];

  /** Begins with the last door's dialect, as a silent connection does. */
  constructor(doors: readonly Door[]) {
    this.#doors = doors;
    this.reads = this.#through(doors.at(-1) as Door);
  }

  /** True once its first line has picked the door. */
  get hasChosen(): boolean {
    return this.#hasChosen;
  }

  /** Lets the first line pick the door: the door that claims it, if one does. */
  choose(line: Line): Door | undefined {
    this.#hasChosen = true;
    const text = typeof line === 'string' ? line : line.beginning;
    return this.#doors.find((door) => door.claims(text));
  }

  /** True for a line that a web page may have made a browser send. Such a connection is cut. */
  isForged(line: Line): boolean {
    return !this.#isTrusted && isRequest(line);
  }

  /** What a line means. */
  read(line: Line): Command | Fault {
    if (typeof line !== 'string') return line.fault;
    const read = this.reads.read(line);
    // Talk proves nothing: without a command a connection is in no room, and can say nothing.
    this.#isTrusted ||= 'cmd' in read && read.cmd !== 'say';
    return read;
  }

  /** Reads in this door's dialect, from the next line on. */
  use(door: Door): void {
    this.reads = this.#through(door);
  }

  /** The dialect of that name, as this connection speaks it. */
  dialectOf(name: string): Dialect {
    const known = this.#spoken.find(({ dialect }) => dialect.name === name);
    if (known) return known.dialect;
    const door = this.#doors.find(({ format }) => format === name);
    return door ? this.#through(door) : this.reads;
  }

  /** Reads lines in the dialect of that name, from the next line on. */
  change(name: string): void {
    this.reads = this.dialectOf(name);
  }

  #through(door: Door): Dialect {
    const known = this.#spoken.find((each) => each.door === door);
    if (known) return known.dialect;
    const dialect = door.open();
    // A list that is pushed to or spread into takes room for seventeen.
    this.#spoken = this.#spoken.concat({ door, dialect });
    return dialect;
  }
}
