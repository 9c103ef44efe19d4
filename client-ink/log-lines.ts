/** What is written into the log files of the client: which file an event belongs to, and its lines there. */
import type { Logged } from '../grammar/events.ts';
import { logKey, nickKey } from '../grammar/names.ts';
import { logged } from '../grammar/sentences/message.ts';
import { clean } from './layout/text.ts';
import { month, second } from './times.ts';

/** The file of an event below the folder of its server: one a room or person and month, named by their folded names. */
export function fileOf(event: Logged, nick: string): string {
  const name = 'room' in event ? logKey(event.room) : peerOf(event, nick);
  return `${asFileName(name)} ${month(Date.parse(event.at))}.log`;
}

function peerOf({ from, to }: { from: string; to: string }, nick: string): string {
  return nickKey(nickKey(from) === nickKey(nick) ? to : from);
}

/** A name as one of a file on every system: what some of them refuse stands as its number. */
export const asFileName = (name: string): string =>
  name.replace(
    /[%/\\:*?"<>|\x00-\x1f]|^\.|[. ]$/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );

/** Says which log the numbers below it belong to, and in which number space. */
export const heading = (log: string, store: string): string => `--- log ${log} of ${store}\n`;

/** `2026-11-27 18:05:09 41 <ann> hello`; further lines of a text are indented. */
export function linesOf(event: Logged): string {
  const [first = '', ...others] = clean(logged(event)).split('\n');
  const line = `${second(Date.parse(event.at))} ${event.seq} ${first}\n`;
  return line + others.map((each) => `    ${each}\n`).join('');
}

/** Where a file has arrived: which log was written last, in which number space, and its last number. */
export interface Reached {
  readonly log: string;
  readonly store: string;
  readonly seq: number;
}

/** What the text of a file says of that; nothing for an empty one. */
export function reachedIn(text: string): Reached | undefined {
  const headings = [...text.matchAll(/^--- log (\S+) of (\S+)$/gm)];
  const last = headings.at(-1);
  if (last === undefined) return undefined;
  const [, log = '', store = ''] = last;
  const numbers = [...text.slice(last.index).matchAll(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (\d+) /gm)];
  return { log, store, seq: Number(numbers.at(-1)?.[1] ?? 0) };
}
