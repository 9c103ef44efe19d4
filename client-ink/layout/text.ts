/**
 * Text of other people, made harmless and measured: what leaves `clean` can't steer the terminal, and takes as many
 * columns in every terminal as `width` says.
 */
import stringWidth from 'string-width';
import { showable } from '../../grammar/showable.ts';
import { asDrawn } from './drawing.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Terminals give this Thai vowel a column of its own, measures do not; its two halves are drawn the same. */
const saraAm = /\u0e33/g;
const plainAscii = /^[\x20-\x7e]*$/;
/** Letters of one column that join with none beside them: those of western Europe, quotes and dashes, arrows, and what frames are drawn with. */
const narrow =
  /^[\x20-\x7e\xa1-\xac\xae-\xff\u2013\u2014\u2018-\u201d\u2022\u2026\u2190-\u21ff\u2500-\u259f]*$/;

/** A text as it may be drawn. Newlines stay; a tab becomes blanks. */
export function clean(text: string): string {
  if (plainAscii.test(text)) return text;
  return asDrawn(showable(text.normalize('NFC')))
    .replace(/\t/g, '    ')
    .replace(saraAm, '\u0e4d\u0e32');
}

/** A text as it may be drawn in one line. */
export const cleanLine = (text: string): string => clean(text).replace(/\n+/g, ' ');

/** How many columns a clean text takes. */
export const width = (text: string): number =>
  narrow.test(text) ? text.length : stringWidth(text);

/** What a person sees as its characters. */
export function* characters(text: string): Generator<string> {
  if (narrow.test(text)) yield* text;
  else for (const { segment } of graphemes.segment(text)) yield segment;
}

/** At most so many columns of a text; what was cut off shows as an ellipsis. */
export function cut(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (width(text) <= columns) return text;
  let kept = '';
  let left = columns - 1;
  for (const character of characters(text)) {
    left -= width(character);
    if (left < 0) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Exactly so many columns of a text. */
export function filled(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const shown = cut(text, columns);
  const blanks = ' '.repeat(Math.max(0, columns - width(shown)));
  return side === 'left' ? shown + blanks : blanks + shown;
}

/** No row is narrower: there is room for each character, or for an ellipsis in its place. */
const LEAST_COLUMNS = 2;

/** A text in rows of exactly `columns`, but for the last: no blank is lost, and no word moves to the next row. */
export function chopped(text: string, columns: number): string[] {
  const most = Math.max(LEAST_COLUMNS, columns);
  const rows: string[] = [];
  let row = '';
  let taken = 0;
  for (const whole of characters(text)) {
    const character = cut(whole, most);
    const wide = width(character);
    if (taken + wide > most) {
      rows.push(row);
      row = '';
      taken = 0;
    }
    row += character;
    taken += wide;
  }
  return [...rows, row];
}

/** One paragraph in rows of at most `columns`, broken at blanks, or inside a word that is longer than a row. */
export function wrap(paragraph: string, columns: number): string[] {
  if (width(paragraph) <= columns) return [paragraph];
  const most = Math.max(LEAST_COLUMNS, columns);
  const rows: string[] = [];
  let row = '';
  let taken = 0;
  for (const piece of paragraph.match(/\s+|\S+/g) ?? []) {
    const wide = width(piece);
    if (taken + wide <= most) {
      row += piece;
      taken += wide;
    } else if (piece.trim() === '') {
      rows.push(row);
      row = '';
      taken = 0;
    } else if (wide <= most) {
      rows.push(row.trimEnd());
      row = piece;
      taken = wide;
    } else {
      const pieces = chopped(row + piece, most);
      row = pieces.pop() ?? '';
      taken = width(row);
      rows.push(...pieces);
    }
  }
  if (row !== '' || rows.length === 0) rows.push(row);
  return rows;
}
