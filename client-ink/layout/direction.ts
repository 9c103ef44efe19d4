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

/**
 * Ink drops characters without a width, and keeps styles. So directions travel to the terminal as two styles that no
 * theme has, overlined and struck through; canvas.ts makes isolates of them.
 */
const carriers: Readonly<Record<Direction, string>> = { rtl: '\x1b[53m', ltr: '\x1b[9m' };

/**
 * A painted text with its direction, as it goes through Ink; it ends with the styles of the text. An address is read from
 * left to right wherever it stands.
 */
export function carried(painted: string, direction: Direction, link?: string): string {
  const address = link !== undefined && direction === 'rtl' ? carriers.ltr : '';
  return `${carriers[direction]}${address}${painted}\x1b[0m`;
}

const RIGHT_TO_LEFT_ISOLATE = '\u2067';
const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const END_OF_ISOLATE = '\u2069';

/**
 * What Ink has made of a painted row, with isolates in the place of the styles that carried them; without any where the
 * terminal gives them columns.
 */
export const isolated = (text: string): string =>
  text.replace(/\x1b\[(53|9|55|29)m/g, (_, code: string) =>
    !drawing().has('isolate')
      ? ''
      : code === '53'
        ? RIGHT_TO_LEFT_ISOLATE
        : code === '9'
          ? LEFT_TO_RIGHT_ISOLATE
          : END_OF_ISOLATE,
  );
