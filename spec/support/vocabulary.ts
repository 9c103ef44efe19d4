/** Whether a line of JSON is one that the protocol knows: an event of `grammar/events.ts`, and no field besides. */
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

/** The fields of the events which a transcript expects that no form of them has; `null` says that one is absent. */
export const unknownFields = (transcript: string): string[] =>
  [...transcript.matchAll(/^\w+< (\{.*)$/gm)].flatMap(([, object = '']) => unknownIn(object));

function unknownIn(object: string): string[] {
  const { ev, ...fields } = JSON.parse(object) as { ev: keyof typeof events };
  const definition = events[ev];
  const forms = 'options' in definition ? definition.options : [definition];
  const known = forms.flatMap(({ entries }) => Object.keys(entries));
  return Object.entries(fields)
    .filter(([field, value]) => value !== null && !known.includes(field))
    .map(([field]) => `${ev}.${field}`);
}
