/** What a door is: how one kind of connection is known, and how what it sends is read and what it is told is written. Pure. */
import type { Command, Format } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';

/** One kind of connection. A server has one value for each. */
export interface Door {
  /** What `/format` calls it, if one can turn to it. */
  readonly format?: Format;
  /** A connection whose first line this is speaks so. */
  claims(line: string): boolean;
  /** What one connection speaks from then on. */
  open(): Dialect;
}

/** How one connection reads lines and writes events. Pure; it may keep what this connection has said of itself. */
export interface Dialect {
  /** No other one has it. */
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
export interface Traits {
  /** Who closes in order has quit; otherwise the session waits for a `/resume`. */
  readonly quits: boolean;
  /** Who is silent for long is asked whether they are there. */
  readonly pings: boolean;
  /** Whoever says something hears it, like everybody else. */
  readonly echoes: boolean;
  /** A bell can be rung. */
  readonly rings: boolean;
  /** Who comes into a room is shown what was said last. */
  readonly showsLast: boolean;
  /** Begins with a `welcome`, also when another dialect was spoken before. */
  readonly welcomes: boolean;
}
