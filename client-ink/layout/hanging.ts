/** Texts in a window: a time and a nick or a mark on the left, and the text hanging beside it in its own column. */
import { linksIn } from '../addresses.ts';
import { emphasesIn, emphasised } from './emphasis.ts';
import { linked } from './link.ts';
import { fitRow, type Piece, piece, type Row, rowWidth, type Tone } from './row.ts';
import { clean, wrap } from './text.ts';

/** What rows depend on besides the entry. */
export interface Style {
  columns: number;
  /** What is looked for, in lower case. */
  needle?: string;
}

/** The columns of a nick, by those of the window; a narrow one puts it before the text. */
export const nickColumns = (columns: number): number =>
  columns >= 90 ? 14 : columns >= 56 ? 11 : 0;

/** Where texts begin. */
export const textColumn = ({ columns }: Style): number => {
  const nick = nickColumns(columns);
  return TIME_COLUMNS + (nick > 0 ? nick + 1 : 0);
};

/** `12:01 ` */
const TIME_COLUMNS = 6;

/** A text that hangs where nicks end: after a mark, and words that begin it. */
export function hung(
  when: string,
  mark: Row,
  words: Row,
  text: string,
  tone: Tone,
  style: Style,
): readonly Row[] {
  const marks = mark.reduce((sum, each) => sum + each.text.length, 0);
  const indent = Math.max(0, nickColumns(style.columns) + 1 - marks);
  const blank = nickColumns(style.columns) > 0 ? ' '.repeat(indent) : '';
  const head = [piece(`${when} `, 'dim'), piece(blank), ...mark];
  const start = words.length > 0 ? [...words, piece(' ')] : words;
  return body(head, start, text, tone, style);
}

/** `head` on the first row, blanks of its width on the others; `start` begins the text. */
export function body(
  head: Row,
  start: Row,
  text: string,
  tone: Tone,
  style: Style,
): readonly Row[] {
  const indent = rowWidth(head);
  const room = Math.max(8, style.columns - indent);
  const first = rowWidth(start);
  const lines = clean(text).split('\n');
  const rows: Row[] = [];
  lines.forEach((line, index) => {
    // The words that begin the text take part in its wrapping.
    const filler = index === 0 ? ' '.repeat(first) : '';
    const links = linksIn(line);
    const emphases = emphasesIn(line);
    let at = 0;
    for (const wrapped of wrap(filler + line, room)) {
      const lead = rows.length === 0 ? [...head, ...start] : [piece(' '.repeat(indent))];
      const shown = rows.length === 0 ? wrapped.slice(filler.length) : wrapped;
      // Wrapping drops the blanks between two rows.
      at = line.indexOf(shown, at);
      const pieces = emphasised(marked(shown, tone, style.needle), at, emphases);
      const row = [...lead, ...linked(pieces, at, links)];
      at += shown.length;
      rows.push(rowWidth(row) > style.columns ? fitRow(row, style.columns) : row);
    }
  });
  return rows;
}

/** What is looked for stands out. */
function marked(text: string, tone: Tone, needle: string | undefined): Piece[] {
  if (needle === undefined || needle === '') return [piece(text, tone)];
  const folded = text.toLowerCase();
  if (folded.length !== text.length) return [piece(text, tone)];
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, from)) {
    pieces.push(piece(text.slice(from, at), tone));
    pieces.push(piece(text.slice(at, at + needle.length), 'chosen'));
    from = at + needle.length;
  }
  return [...pieces, piece(text.slice(from), tone)].filter((each) => each.text !== '');
}
