/** Parses JSON from a database that may be damaged. */
import { is } from 'valibot';
import { Logged as LoggedSchema } from '../../grammar/events/logged.ts';
import type { Logged } from '../../grammar/events.ts';

/** Nothing when it is none. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** An event as clients may be sent it; nothing when it is something else. */
export function eventIn(json: unknown): Logged | undefined {
  return is(LoggedSchema, json) && isTime(json.at) ? json : undefined;
}

/** Times of this form are in order when they are as texts. */
const isTime = (at: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) && !Number.isNaN(Date.parse(at));
