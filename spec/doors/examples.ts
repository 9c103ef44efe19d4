/** Every kind of event with its plain rendering, from `examples.txt`: the table that the specs of all doors go through. */
import { readFileSync } from 'node:fs';
import type { Event } from '../../grammar/events.ts';

interface Example {
  readonly event: Event;
  /** Its lines for people on nc. */
  readonly plain: string;
}

const table = readFileSync(new URL('examples.txt', import.meta.url), 'utf8');

export const examples: readonly Example[] = [...table.matchAll(/^(\{.*)\n((?:\|.*\n)*)/gm)].map(
  ([, event = '', lines = '']) => ({
    event: JSON.parse(event) as Event,
    plain: lines.replaceAll(/^\| ?/gm, ''),
  }),
);
