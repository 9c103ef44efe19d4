/** How a request of HTTP begins. A web page may make a browser send one, and nobody means to say its lines. */
import type { Line } from '../lines.ts';

/** A request is looked for in at most this much of a connection's beginning. */
const MAX_HEAD_BYTES = 2048;

/** The first line of a request. */
const request = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/\d/;
/** A request line that was cut off before its end. */
const longRequest = /^[A-Z]+ \S+(?: H?T?T?P?\/?)?$/;
/** What may still become a request line. */
const beginning = /^[a-z]{1,16}(?: \S*(?: H?T?T?P?\/?)?)?$/i;

/** True when a connection begins with a request; undefined while that can't be said. */
export function beginsRequest(head: Buffer): boolean | undefined {
  const text = head.toString('latin1', 0, MAX_HEAD_BYTES);
  if (request.test(text)) return true;
  return beginning.test(text) && head.length < MAX_HEAD_BYTES ? undefined : false;
}

/** True for a line that begins a request, also one that was too long. */
export const isRequest = (line: Line): boolean =>
  typeof line === 'string'
    ? request.test(line)
    : request.test(line.beginning) || longRequest.test(line.beginning);
