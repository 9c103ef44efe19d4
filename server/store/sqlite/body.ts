/** What the search index holds of a message: in which log it is, under which nick, and its words. */
import type { Logged } from '../../../grammar/events.ts';
import { nickKey } from '../../../grammar/names.ts';
import { phrases, words } from '../words.ts';

/** Words are letters, digits and marks only, so that none of them is taken for one of these. */
const inLog = (log: number): string => `#${log}`;
const under = (nick: string): string => `@${nickKey(nick)}`;

/** The words of an event as they are indexed; nothing when it is not to be found. */
export function bodyOf(log: number, event: Logged): string | undefined {
  if (event.ev !== 'message' || event.text === '') return undefined;
  return [inLog(log), under(event.from), ...words(event.text)].join(' ');
}

const quoted = (token: string): string => `"${token.replaceAll('"', '""')}"`;

/** What was asked for, in FTS5's own language: https://sqlite.org/fts5.html#full_text_query_syntax */
export function expression(typed: string, logs: number[], from: string | undefined): string {
  const among = logs.map((log) => quoted(inLog(log))).join(' OR ');
  return [
    `(${among})`,
    ...(from === undefined ? [] : [quoted(under(from))]),
    ...phrases(typed).map(({ words, open }) => `${quoted(words.join(' '))}${open ? ' *' : ''}`),
  ].join(' AND ');
}
