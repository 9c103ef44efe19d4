/** Texts in a window: a time and a nick or a mark on the left, and the text hanging beside it in its own column. */
import { linksIn } from '../language/addresses.ts';
import type { Joining, Timing } from '../language/options.ts';
import { timeOf } from '../language/times.ts';
import type { Hues } from '../model/hues.ts';
import { CODE_INDENT, GOES_ON, kindsOf, type LineKind } from './code.ts';
import { directionOf, inDirection } from './direction.ts';
import { isWithinSign } from './drawing.ts';
import { emphasesIn, emphasised } from './emphasis.ts';
import { linked } from './link.ts';
import { fitRow, type Piece, piece, type Row, rowWidth, type Tone } from './row.ts';
import { chopped, clean, wrap } from './text.ts';

/** What rows depend on besides the entry. */
export interface Style {
  columns: number;
  /** What is looked for, in lower case. */
  needle?: string;
  /** Free columns between a line on the left and the times. */
  lead?: number;
  /** How times are shown; in minutes if nobody says otherwise. */
  time?: Timing;
  /** How it is shown who comes and goes; folded if nobody says otherwise. */
  joins?: Joining;
  /** The colours of people. Whoever is in an entry got theirs when it came. */
  hues?: Hues;
}

/** The columns of a nick, by those of the window; a narrow one puts it before the text. */
export const nickColumns = (columns: number): number =>
  columns >= 90 ? 14 : columns >= 56 ? 11 : columns >= 46 ? 8 : 0;

/** Where texts begin. */
export const textColumn = (style: Style): number => {
  const nick = nickColumns(style.columns);
  return timeColumns(style) + (nick > 0 ? nick + 1 : 0);
};

/** The columns of a time and the blanks around it, the last of which is there without a time, too: `12:01 `. */
const timeColumns = (style: Style): number => timeAt(0, style).length;

/** The time beside what happened, with the blanks around it. */
export const timeAt = (at: number, { time = 'minutes', lead = 0 }: Style): string =>
  `${' '.repeat(lead)}${timeOf(at, time)} `;

/** A sign in the place of a time. */
export function timeless(sign: string, style: Style): string {
  const columns = timeColumns(style);
  return sign.padStart(Math.ceil(columns / 2)).padEnd(columns);
}

/** A text that hangs, and what stands before it. */
interface Hanging {
  when: string;
  mark: Piece;
  /** Words that begin the text. */
  words?: Row;
  text: string;
  tone: Tone;
}

/** A text that hangs where nicks end. */
export function hung(
  { when, mark, words = [], text, tone }: Hanging,
  style: Style,
): readonly Row[] {
  const indent = Math.max(0, nickColumns(style.columns) + 1 - mark.text.length);
  const blank = nickColumns(style.columns) > 0 ? ' '.repeat(indent) : '';
  const head = [piece(when, 'dim'), piece(blank), mark];
  const start = words.length > 0 ? [...words, piece(' ')] : words;
  return body({ head, start, text, tone }, style);
}

/** A text beside what stands on its first row alone. */
interface Body {
  /** The other rows have blanks of its width. */
  head?: Row;
  /** Begins the text. */
  start?: Row;
  text: string;
  tone: Tone;
}

/** The rows of a text. */
export function body({ head = [], start = [], text, tone }: Body, style: Style): readonly Row[] {
  const indent = rowWidth(head);
  const room = Math.max(8, style.columns - indent);
  const first = rowWidth(start);
  const lines = clean(text).split('\n');
  const kinds = kindsOf(lines);
  const rows: Row[] = [];
  lines.forEach((line, index) => {
    // The words that begin the text take part in its wrapping.
    const filler = index === 0 ? ' '.repeat(first) : '';
    const kind = kinds[index] ?? 'talk';
    const links = linksIn(line);
    const emphases = kind === 'talk' ? emphasesIn(line) : [];
    const direction = directionOf(line);
    let at = 0;
    brokenUp(filler + line, kind, room).forEach((wrapped, part) => {
      const lead = rows.length === 0 ? [...head, ...start] : [piece(' '.repeat(indent))];
      const shown = rows.length === 0 ? wrapped.slice(filler.length) : wrapped;
      // Wrapping drops the blanks between two rows.
      at = line.indexOf(shown, at);
      const marks = marked(shown, kind === 'talk' ? tone : kindTones[kind], style.needle);
      const pieces = linked(emphasised(marks, at, emphases), at, links);
      const row = [...lead, ...margin(kind, part), ...inDirection(pieces, direction)];
      at += shown.length;
      rows.push(rowWidth(row) > style.columns ? fitRow(row, style.columns) : row);
    });
  });
  return rows;
}

const kindTones: Readonly<Record<Exclude<LineKind, 'talk'>, Tone>> = {
  fence: 'dim',
  code: 'accent',
};

function brokenUp(line: string, kind: LineKind, room: number): string[] {
  return kind === 'code' ? chopped(line, room - CODE_INDENT.length) : wrap(line, room);
}

/** What stands before a row of code: whether it begins a line or goes on with one. */
const margin = (kind: LineKind, part: number): Piece[] =>
  kind === 'code' ? [piece(part === 0 ? CODE_INDENT : GOES_ON, 'dim')] : [];

/** What is looked for stands out. */
function marked(text: string, tone: Tone, needle: string | undefined): Piece[] {
  if (needle === undefined || needle === '') return [piece(text, tone)];
  const folded = text.toLowerCase();
  if (folded.length !== text.length) return [piece(text, tone)];
  const pieces: Piece[] = [];
  let from = 0;
  let to = 0;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, to)) {
    to = at + needle.length;
    if (isWithinSign(text, at) || isWithinSign(text, to)) continue;
    pieces.push(piece(text.slice(from, at), tone));
    pieces.push(piece(text.slice(at, to), 'chosen'));
    from = to;
  }
  return [...pieces, piece(text.slice(from), tone)].filter((each) => each.text !== '');
}
