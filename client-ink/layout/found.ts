/** The hits of a search, one row each: where, when and who, and the words around what was looked for. */
import type { Message } from '../../grammar/events.ts';
import { located, type Phrase, phrases } from '../../grammar/words.ts';
import { clock, isSameDay } from '../language/times.ts';
import type { Model } from '../model/model.ts';
import type { Searching } from '../model/searching.ts';
import { fitRow, type Piece, piece, type Row, rowWidth, type Tone } from './row.ts';
import { cleanLine, cut, filled, width } from './text.ts';
import { nickTone } from './theme.ts';

/** Where a message was said takes so many columns, if there are so many. */
const PLACE_COLUMNS = 12;
const NICK_COLUMNS = 10;
const MIN_WIDE_COLUMNS = 56;

/** The list, with what is chosen in view; or why there is none. */
export function foundRows(model: Model, mode: Searching, columns: number, height: number): Row[] {
  const { found, waiting, chosen } = mode;
  if (found === undefined) {
    return [fitRow([piece(waiting ? ' looking …' : ' in all that was ever said', 'dim')], columns)];
  }
  if (found.messages.length === 0) return [fitRow([piece(' nothing was found', 'dim')], columns)];
  const wanted = phrases(found.command.words);
  const end =
    found.next !== undefined || waiting
      ? [piece(waiting ? ' looking …' : ' … and more', 'dim')]
      : [];
  const from = Math.max(0, chosen - height + 2);
  const rows = found.messages.slice(from, from + height).map((message, index) => {
    const isChosen = from + index === chosen;
    return hitRow(message, { wanted, isChosen, now: model.now }, columns);
  });
  const rest = end.length > 0 && rows.length < height ? [fitRow(end, columns)] : [];
  return [...rows, ...rest];
}

/** What the row of a hit depends on besides the hit. */
interface HitContext {
  wanted: readonly Phrase[];
  isChosen: boolean;
  now: number;
  /** Where it was said, if that is another server. */
  server?: string | undefined;
}

/** One hit, with what was looked for standing out. */
export function hitRow(
  message: Message,
  { wanted, isChosen, now, server }: HitContext,
  columns: number,
): Row {
  const tone = (usual: Tone): Tone => (isChosen ? 'chosen' : usual);
  const at = Date.parse(message.at);
  const when = isSameDay(at, now) ? clock(at).padStart(6) : shortDay(at);
  const place = 'room' in message ? message.room : 'private';
  const where = server === undefined ? place : `${server} ${place}`;
  const wide = columns >= MIN_WIDE_COLUMNS;
  const shown = wide
    ? filled(cleanLine(where), PLACE_COLUMNS)
    : cut(cleanLine(where), PLACE_COLUMNS);
  const nick = cleanLine(message.from);
  const head = [
    piece(` ${shown} ${wide ? when : when.trim()} `, tone('dim')),
    piece(
      `${wide ? filled(nick, NICK_COLUMNS, 'right') : cut(nick, NICK_COLUMNS)} `,
      tone(nickTone(nick)),
    ),
  ];
  const words = excerpt(cleanLine(message.text), wanted, columns - rowWidth(head), tone);
  return fitRow([...head, ...words], columns, tone('plain'));
}

/** `20 Nov` */
function shortDay(at: number): string {
  const day = new Date(at);
  return `${String(day.getDate()).padStart(2)} ${day.toLocaleString('en', { month: 'short' })}`;
}

/** The part of a text in which the first hit can be seen, with the hits standing out. */
function excerpt(
  text: string,
  wanted: readonly Phrase[],
  columns: number,
  tone: (usual: Tone) => Tone,
): Piece[] {
  const marks = located(text, wanted);
  const first = marks[0];
  const late = first !== undefined && width(text.slice(0, first.to)) > columns - 2;
  const from = late ? Math.max(0, first.from - Math.floor(columns / 3)) : 0;
  const pieces: Piece[] = from > 0 ? [piece('…', tone('dim'))] : [];
  let at = from;
  for (const mark of marks) {
    if (mark.from < at) continue;
    pieces.push(piece(text.slice(at, mark.from), tone('plain')));
    pieces.push(piece(text.slice(mark.from, mark.to), 'unread'));
    at = mark.to;
  }
  return [...pieces, piece(text.slice(at), tone('plain'))].filter(({ text }) => text !== '');
}
