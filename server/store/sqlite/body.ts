/** What the search index holds of a message: its log, its nick, its author, and its words. */
import type { Logged } from '../../../grammar/events.ts';
import { nickKey } from '../../../grammar/names.ts';
import { ascii, phrases, words } from '../../../grammar/words.ts';
import { isSaid } from '../search.ts';

/** What SQLite's `ascii` tokenizer cuts at, it cuts as `words` does; whatever is not ASCII it leaves together. */
const cutters = /[^\da-z\u0080-\uffff]/g;

/** Marks that no word has in it, as a word is letters, digits and marks: so none is taken for one of these. */
const LOG = '§';
const NICK = '¤';
const AUTHOR = '¶';
/** The first sign of Braille stands for NUL, and so on: for what would cut a name, or be taken for another letter. */
const BRAILLE = 0x2800;

const inLog = (log: number): string => `${LOG}${log}`;
const uncut = (name: string): string =>
  name.replace(cutters, (sign) => String.fromCharCode(BRAILLE + sign.charCodeAt(0)));
const under = (nick: string): string => NICK + uncut(nickKey(nick));
const by = (author: string): string => AUTHOR + uncut(author);

/** What is indexed of an event; nothing when it is no message, or was deleted. */
export function bodyOf(log: number, author: string, event: Logged): string | undefined {
  if (!isSaid(event)) return undefined;
  const { from, text } = event;
  return `${inLog(log)} ${under(from)} ${by(author)} ${ascii.test(text) ? text : words(text).join(' ')}`;
}

const quoted = (token: string): string => `"${token.replaceAll('"', '""')}"`;

/** What was asked for, in some logs or in all, in FTS5's own language: https://sqlite.org/fts5.html#full_text_query_syntax */
export function expression(
  typed: string,
  from: string | undefined,
  logs: readonly number[] = [],
): string {
  return [
    ...(logs.length === 0 ? [] : [`(${logs.map((log) => quoted(inLog(log))).join(' OR ')})`]),
    ...(from === undefined ? [] : [quoted(under(from))]),
    ...phrases(typed).map(({ words, open }) => `${quoted(words.join(' '))}${open ? ' *' : ''}`),
  ].join(' AND ');
}

/** The messages of a log, or those of one author in it. */
export const saidIn = (log: number, author: string | undefined): string =>
  author === undefined ? quoted(inLog(log)) : `${quoted(inLog(log))} AND ${quoted(by(author))}`;

/** The messages of one author in all logs. */
export const saidBy = (author: string): string => quoted(by(author));
