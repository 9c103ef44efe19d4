/** What a screen is made of: rows of styled pieces of text. Colours are meanings here; theme.ts says how they look. */
import type { toneNames } from '../language/options.ts';
import { cut, width } from './text.ts';

/** What a piece of text means. `nick0` and so on are the stable colours of people. */
export type Tone = FixedTone | `nick${number}`;

/** A tone that is no person's. */
export type FixedTone = (typeof toneNames)[number];

/** How a text that holds letters written from right to left begins. */
export type Direction = 'rtl' | 'ltr';

/** A text without line breaks, and what its colour is to mean. */
export interface Piece {
  readonly text: string;
  readonly tone: Tone;
  /** The address that the text is, or a part of. */
  readonly link?: string;
  /** It stands on a bar, whose background it shares. */
  readonly onBar?: true;
  /** Stands for the rows of a long text that are not shown. */
  readonly folds?: true;
  /** How the line begins that the text is a row of; absent where that has to be found out: see direction.ts. */
  readonly direction?: Direction;
}

/** One row of the screen, from left to right. */
export type Row = readonly Piece[];

/** Of a list as many as fit, with the one that is chosen among them. */
export function chosenInView<T>(
  all: readonly T[],
  chosen: number,
  height: number,
): { readonly one: T; readonly isChosen: boolean }[] {
  const from = Math.max(0, chosen - height + 1);
  return all
    .slice(from, from + height)
    .map((one, index) => ({ one, isChosen: from + index === chosen }));
}

/** A piece of text in one tone. */
export const piece = (text: string, tone: Tone = 'plain'): Piece => ({ text, tone });

/** The columns that a row takes. */
export const rowWidth = (row: Row): number => row.reduce((sum, each) => sum + width(each.text), 0);

/** A row of exactly `columns`: cut with an ellipsis, or filled with blanks in the tone of its end. */
export function fitRow(row: Row, columns: number, fill: Tone = 'plain'): Row {
  const shown: Piece[] = [];
  let left = columns;
  for (const each of row) {
    const wide = width(each.text);
    if (wide > left) {
      if (left > 0) shown.push({ ...each, text: cut(each.text, left) });
      break;
    }
    shown.push(each);
    left -= wide;
  }
  const missing = columns - rowWidth(shown);
  return missing > 0 ? [...shown, piece(' '.repeat(missing), fill)] : shown;
}

/** `left` and `right` on one row; where both do not filled, the right one stays whole as long as it can. */
export function spread(left: Row, right: Row, columns: number, fill: Tone = 'plain'): Row {
  const wide = Math.min(rowWidth(right), columns);
  return [...fitRow(left, columns - wide, fill), ...fitRow(right, wide, fill)];
}

/** Stands in a row where a part ends and another begins; drawn as a line. No text holds it: it is no character. */
export const EDGE = '\ufdd0';
