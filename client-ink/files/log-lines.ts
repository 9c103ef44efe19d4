/** What is written into the log files of the client: which file an event belongs to, and its lines there. */
import type { Logged } from '../../grammar/events.ts';
import { logKey, nickKey } from '../../grammar/names.ts';
import { logged } from '../../grammar/sentences/message.ts';
import { month, second } from '../language/times.ts';
import { clean } from '../layout/text.ts';
import { asFileName, withEnding } from './file-name.ts';

/** The file of an event below the folder of its server: one a room or person and month, named by their folded names. */
export function fileOf(event: Logged, nick: string): string {
  const name = 'room' in event ? logKey(event.room) : peerOf(event, nick);
  return withEnding(asFileName(name), ` ${month(Date.parse(event.at))}.log`);
}

function peerOf({ from, to }: { from: string; to: string }, nick: string): string {
  return nickKey(nickKey(from) === nickKey(nick) ? to : from);
}

/** Says which log the numbers below it belong to, and in which number space. */
export const heading = (log: string, store: string): string => `--- log ${log} of ${store}\n`;

/** `2026-11-27 18:05:09 41 <ann> hello`; further lines of a text are indented. */
export function linesOf(event: Logged): string {
  const [first = '', ...others] = clean(logged(event)).split('\n');
  const line = `${second(Date.parse(event.at))} ${event.seq} ${first}\n`;
  return line + others.map((each) => `    ${each}\n`).join('');
}

/** How far a file has come: the heading of what was written last, and the last number below each. */
export interface Reached {
  readonly last: string;
  readonly seqs: Map<string, number>;
}

/** What the text of a file says of that. Who goes by the same nick one after the other has a log each, and all are in one file. */
export function reachedIn(text: string): Reached {
  const seqs = new Map<string, number>();
  let last = '';
  for (const line of text.split('\n')) {
    if (/^--- log \S+ of \S+$/.test(line)) last = `${line}\n`;
    const [, seq] = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (\d+) /.exec(line) ?? [];
    if (seq !== undefined) seqs.set(last, Math.max(seqs.get(last) ?? 0, Number(seq)));
  }
  return { last, seqs };
}
