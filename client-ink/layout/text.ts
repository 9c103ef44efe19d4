/**
 * Text of other people, made harmless and measured: what leaves `clean` can't steer the terminal, and takes as many
 * columns in every terminal as `width` says.
 */
import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** IRC's formatting with its arguments, as in the plain door. */
const formatting =
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/gi;
/** Controls but tab and newline, invisible characters and marks that change the direction. ZWJ has its own rule. */
const unsafe =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|[\ufe00-\ufe0f]/gu;
/**
 * Terminals disagree on how wide emoji sequences are: those that do not join them draw each part. Without the joiner,
 * the skin tone and the keycap there is nothing to disagree on, and the parts still tell what was meant.
 */
const joined = /\u200d|\u20e3|(?<=\p{Extended_Pictographic})[\u{1f3fb}-\u{1f3ff}]/gu;
/** Terminals give this Thai vowel a column of its own, measures do not; its two halves are drawn the same. */
const saraAm = /\u0e33/g;
const plainAscii = /^[\x20-\x7e]*$/;
/** So many accents may stand on one letter; more would climb out of the line. */
const accents = /(\p{M}{4})\p{M}+/gu;

/** A text as it may be drawn. Newlines stay; a tab becomes blanks. */
export function clean(text: string): string {
  if (plainAscii.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(formatting, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, '    ')
    .replace(unsafe, '')
    .replace(joined, '')
    .replace(saraAm, '\u0e4d\u0e32')
    .replace(accents, '$1')
    .toWellFormed();
}

/** A text as it may be drawn in one line. */
export const cleanLine = (text: string): string => clean(text).replace(/\n+/g, ' ');

/** How many columns a clean text takes. */
export const width = (text: string): number =>
  plainAscii.test(text) ? text.length : stringWidth(text);

/** What a person sees as its characters. */
export function* characters(text: string): Generator<string> {
  if (plainAscii.test(text)) yield* text;
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

/** One paragraph in rows of at most `columns`, broken at blanks, or inside a word that is longer than a row. */
export function wrap(paragraph: string, columns: number): string[] {
  if (width(paragraph) <= columns) return [paragraph];
  const most = Math.max(2, columns);
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
    } else {
      if (wide <= most && row !== '') {
        rows.push(row.trimEnd());
        row = '';
        taken = 0;
      }
      for (const character of characters(piece)) {
        const next = width(character);
        if (taken + next > most) {
          rows.push(row);
          row = '';
          taken = 0;
        }
        row += character;
        taken += next;
      }
    }
  }
  if (row !== '' || rows.length === 0) rows.push(row);
  return rows;
}
