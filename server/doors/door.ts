/** What a door is: how lines are read and events are written on one kind of wire. Pure, and without memory. */
import type { Command, Format } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';
import { json } from './json.ts';
import { plain } from './plain.ts';

export interface Dialect {
  /** Equal variants write equal bytes: an event is encoded once for all of a variant's readers. */
  readonly variant: string;
  /** One line of a client, without its end. Never throws. */
  read(line: string): Command | Fault;
  /** One event as whole lines with their ends; '' where this dialect leaves the event unsaid. */
  write(event: Event): string;
}

/** The dialects by the names that `/format` knows. */
export const dialects: Readonly<Record<Format, Dialect>> = { plain, json };
