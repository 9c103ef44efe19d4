/** What a door is: how one kind of connection is known, and how what it sends is read and what it is told is written. Pure. */
import type { Command, Format } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';

/** One kind of connection. A server has one value for each. */
export interface Door {
  /** The name by which `/format` turns to it; absent when one can't. */
  readonly format?: Format;
  /** True when a connection that begins with this line speaks this dialect. */
  claims(line: string): boolean;
  /** A new dialect for one connection. */
  open(): Dialect;
}

/** How one connection reads lines and writes events. Pure; it may keep what this connection has said of itself. */
export interface Dialect {
  /** The name of the dialect: no other dialect has it. */
  readonly name: string;
  /** Equal variants write equal bytes: an event is encoded once for all of a variant's readers. */
  readonly variant: string;
  readonly traits: Traits;
  /** One line of a client, without its end. Never throws. */
  read(line: string): Command | Fault;
  /** One event as whole lines with their ends; '' where this dialect leaves the event unsaid. */
  write(event: Event): string;
  /** An event's text as it goes on the wire, where lines are not enough. */
  frame?(text: string): Uint8Array;
}

/** What others have to know of a dialect. */
interface Traits {
  /** A client that closes in order has quit; otherwise its session waits for a `/resume`. */
  readonly quits: boolean;
  /** The server pings a client that is silent for long. */
  readonly pings: boolean;
  /** A client that says something hears it, like everybody else. */
  readonly echoes: boolean;
  /** The server can ring the bell of the client's terminal. */
  readonly rings: boolean;
  /** A person who comes into a room is shown what was said last. */
  readonly showsLast: boolean;
  /** Begins with a `welcome`, also when another dialect was spoken before. */
  readonly welcomes: boolean;
}
