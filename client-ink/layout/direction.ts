/**
 * Writing from right to left. Some terminals turn such letters round by themselves, row by row, and what stands between
 * two of them goes along: a time, a nick, a list. Isolated, a text is turned round in its own columns and nowhere else.
 */
import { drawing } from './drawing.ts';
import type { Direction, Piece, Row } from './row.ts';

const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const letter = /\p{L}/u;

/** The direction of a text by its first letter; undefined when all of it is written from left to right. */
export function directionOf(text: string): Direction | undefined {
  if (!rightToLeft.test(text)) return undefined;
  return rightToLeft.test(letter.exec(text)?.[0] ?? text) ? 'rtl' : 'ltr';
}

/** Pieces of one line, which are turned round together: each row of a line goes as the whole line begins. */
export function inDirection(pieces: readonly Piece[], direction: Direction | undefined): Piece[] {
  return direction === undefined ? [...pieces] : pieces.map((each) => ({ ...each, direction }));
}

/** A row in which every piece that has to be isolated says so. Blanks at the edges of a single one stay where they are. */
export function directed(row: Row): Row {
  if (!row.some(({ text }) => rightToLeft.test(text))) return row;
  return row.flatMap((each): Piece[] => {
    const direction = each.direction === undefined ? directionOf(each.text) : undefined;
    if (direction === undefined) return [each];
    const [, before = '', core = '', after = ''] = /^( *)(.*?)( *)$/s.exec(each.text) ?? [];
    const parts = [
      { ...each, text: before },
      { ...each, text: core, direction },
    ];
    return [...parts, { ...each, text: after }].filter(({ text }) => text !== '');
  });
}

const isolates: Readonly<Record<Direction, string>> = { rtl: '\u2067', ltr: '\u2066' };
const END_OF_ISOLATE = '\u2069';

/** What stands between a text of one direction and one of another: neighbours of one direction are turned round together. */
export const turning = (before: Direction | undefined, after: Direction | undefined): string =>
  before === after ? '' : (before ? ended() : '') + (after ? begun(after) : '');

/** An address among letters from right to left; it is read from left to right wherever it stands. */
export const asAddress = (text: string, around: Direction | undefined): string =>
  around === 'rtl' ? begun('ltr') + text + ended() : text;

/** Nothing is isolated where the terminal gives isolates columns. */
const begun = (direction: Direction): string =>
  drawing().has('isolate') ? isolates[direction] : '';
const ended = (): string => (drawing().has('isolate') ? END_OF_ISOLATE : '');
