/** The door for programs: one JSON object a line, both ways; typed lines are welcome too. */
import type { Command } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';
import { looksLikeObject, readObject } from '../../grammar/object.ts';
import { parse } from '../../grammar/parse.ts';
import type { Dialect, Door } from './door.ts';

export const json: Dialect = {
  name: 'json',
  variant: 'json',
  traits: { quits: false, pings: true, rings: false, showsLast: false, welcomes: true },
  read: (line) => (looksLikeObject(line) ? readObject(line) : parse(line)),
  write,
};

export const jsonDoor: Door = {
  format: 'json',
  claims: (line) => looksLikeObject(line) || turnsTo(parse(line)),
  open: () => json,
};

const turnsTo = (read: Command | Fault): boolean =>
  'cmd' in read && read.cmd === 'format' && read.format === 'json';

/** An event as it is, without its asides. Putting messages together by hand was measured at a gain of only 10 %. */
function write(event: Event): string {
  switch (event.ev) {
    case 'ok': {
      const { done, ...said } = event;
      return said.re !== undefined || done === 'ping' ? object(said) : '';
    }
    case 'error': {
      const { line: _, ...said } = event;
      return object(said);
    }
    default:
      return object(event);
  }
}

const object = (value: object): string => `${JSON.stringify(value)}\n`;
