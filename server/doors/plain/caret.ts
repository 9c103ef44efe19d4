/** Shows the place where a line went wrong: the line, and a caret under it. */
import { isHidden } from '../../../grammar/showable.ts';
import { line } from './line.ts';

/** Columns shown on either side of the caret; what lies beyond becomes an ellipsis. */
const MAX_COLUMNS_BEFORE = 40;
const MAX_COLUMNS_AFTER = 30;

/** East Asian wide and full-width characters, and emoji: two columns in a terminal. */
const wide =
  /^(?:[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|(?!\p{RI})\p{Emoji_Presentation})$/u;
/** What would take its neighbours along when the line is finished, or become a blank. */
const steering = /^[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]$/;
/** Accents and joiners, and the parts of a Hangul syllable that join its first: no column of their own. */
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u;

/** Two lines, indented by two: what surrounds code point `col` of `source`, and a caret under it. */
export function caret(source: string, col: number): string {
  const characters = [...source];
  const start = walk(characters, col, -1, MAX_COLUMNS_BEFORE);
  const end = walk(characters, col, +1, MAX_COLUMNS_AFTER);
  const head = start > 0 ? '…' : '';
  const tail = end < characters.length ? '…' : '';
  const shown = characters.slice(start, end).filter((character) => !steering.test(character));
  const skipped = characters.slice(start, col).map(blank).join('');
  return line(`  ${head}${shown.join('')}${tail}`) + line(`  ${head && ' '}${skipped}^`);
}

/** How far one gets from `index` in a direction on so many columns. */
function walk(characters: string[], index: number, step: -1 | 1, columns: number): number {
  let left = columns;
  let at = Math.min(index, characters.length);
  for (;;) {
    const next = characters[step < 0 ? at - 1 : at];
    if (next === undefined) return at;
    left -= width(next);
    if (left < 0) return at;
    at += step;
  }
}

function width(character: string): number {
  if (isHidden(character) || zeroWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** What takes as much of a line as `character` and shows nothing; a tab stays a tab. */
function blank(character: string): string {
  if (character === '\t') return character;
  return ['', ' ', '\u3000'][width(character)]!;
}
