/** Whether a line of JSON says what the protocol knows: an event of `grammar/events.ts`, and no field besides. */
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { events } from '../../grammar/events.ts';

/** What is wrong with a line as an event, or nothing. */
export function eventProblem(line: string): string | undefined {
  const said: unknown = JSON.parse(line);
  const { ev } = v.parse(v.object({ ev: v.string() }), said);
  if (!Object.hasOwn(events, ev)) return `there is no event ${ev}`;
  const read = v.safeParse(events[ev as keyof typeof events], said);
  if (!read.success) return `${v.getDotPath(read.issues[0]) ?? ev}: ${read.issues[0].message}`;
  return isDeepStrictEqual(read.output, said)
    ? undefined
    : `has fields besides ${JSON.stringify(read.output)}`;
}
