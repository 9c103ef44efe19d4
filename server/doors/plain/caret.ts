/** Shows the place where a line went wrong: the line, and a caret under it. */
import stringWidth from 'string-width';
import { isHidden } from '../../../grammar/showable.ts';
import { line } from './line.ts';

/** Columns shown on either side of the caret; what lies beyond becomes an ellipsis. */
const MAX_COLUMNS_BEFORE = 40;
const MAX_COLUMNS_AFTER = 30;

/** What would take its neighbours along when the line is finished, or become a blank. */
const steering = /^[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]$/;
/** The parts of a Hangul syllable that join its first one in a terminal; alone they would have a column. */
const joining = /^[\u1160-\u11ff]$/;

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
  if (character === '\t') return 1;
  return isHidden(character) || joining.test(character) ? 0 : stringWidth(character);
}

/** What takes as much of a line as `character` and shows nothing; a tab stays a tab. */
function blank(character: string): string {
  if (character === '\t') return character;
  return ['', ' ', '\u3000'][width(character)]!;
}
