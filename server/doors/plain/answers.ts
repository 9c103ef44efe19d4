/** How plain answers the one who asked: refusals and acknowledgements, and answers with a sign before each fact. */
import type { EventOf } from '../../../grammar/events.ts';
import type { AnswerLine } from '../../../grammar/sentences/answer-lines.ts';
import { type AnswerInWords, answer } from '../../../grammar/sentences/answers.ts';
import { because, minute } from '../../../grammar/sentences/phrases.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Vocabulary } from '../../../grammar/vocabulary.ts';
import { caret } from './caret.ts';
import { line } from './line.ts';

/** A name of a list has so many columns; with it, its indent and the longest summary of a command a line has 80. */
const NAME_COLUMNS = 24;

/** The greeting: two lines, of which the second has the token. */
export function welcome({ server, nick, session }: EventOf<'welcome'>): string {
  return (
    line(
      `* Welcome to ${server}, ${nick}. /nick NAME to choose a name, /rooms to look around, /help for the rest.`,
    ) + line(`* If your connection is lost: /resume ${session}`)
  );
}

/** A refusal, with the line and a caret where the place of the mistake is known. */
export function error({ code, re, message, line: source, col }: EventOf<'error'>): string {
  const refusal = line(`! ${code}${re === undefined ? '' : ` (${re})`}: ${message}`);
  return source === undefined || col === undefined ? refusal : refusal + caret(source, col);
}

/** A tagged `ok` names its tag and what was produced; an untagged one speaks where no other event answers. */
export function ok(event: EventOf<'ok'>, vocabulary: Vocabulary): string {
  if (event.re !== undefined) return line(`* ok ${event.re}${because(product(event))}`);
  const sentence = vocabulary.commands.get(event.done)?.acknowledged?.(event);
  return sentence === undefined ? '' : line(`* ${sentence}`);
}

/** What a command produced, each thing once: after a resume the current room is also among the rooms. */
function product({
  nick,
  room,
  rooms = [],
  log,
  logs = [],
  seq,
  bell,
  privacy,
}: EventOf<'ok'>): string {
  const parts = new Set([nick, room, ...rooms, log, ...logs, seq, bell, privacy]);
  parts.delete(undefined);
  return [...parts].join(' ');
}

/** The lines of an answer. Names that fit stand in a column. */
export function answered(event: AnswerInWords): string {
  const lines = answer(event, utc);
  const fitting = lines.flatMap((each) =>
    each.is === 'entry' && each.name.length <= NAME_COLUMNS ? [each.name.length] : [],
  );
  const width = Math.max(0, ...fitting);
  return lines.map((each) => shown(each, width)).join('');
}

function shown(each: AnswerLine, width: number): string {
  switch (each.is) {
    case 'fact':
      return line(`* ${each.text}`);
    case 'item':
      return line(`  ${each.text}`);
    case 'entry':
      return entry(each.name, each.about, width);
    case 'paragraph':
      return wrapped(each.text)
        .map((text) => line(`  ${text}`))
        .join('');
    default:
      return unreachable(each);
  }
}

/** A name that is too long for its column has a line of its own. */
const entry = (name: string, about: string, width: number): string =>
  name.length > width
    ? line(`  ${name}`) + line(`  ${''.padEnd(width)}  ${about}`)
    : line(`  ${name.padEnd(width)}  ${about}`);

/** In pieces that fit a terminal's 80 columns with their indent; only a word that is longer stays whole. */
const wrapped = (text: string): string[] =>
  (text.match(/\S.{0,76}(?!\S)|\S+/g) ?? []).map((piece) => piece.trimEnd());

/** Told once to whoever writes faster than the server reads. */
export const slowed = ({ message }: EventOf<'slowed'>): string => line(`* ${message}`);

/** Never sent to people, who are not pinged; there for whoever asks how it would read. */
export const ping = (): string => line('* ping');

/** The last line of a connection. */
export const bye = ({ message }: EventOf<'bye'>): string => line(`* Bye: ${message}`);

const utc = (at: string): string => `${minute(at)} UTC`;
