/** Quotes a piece of somebody's line to them: shortened, and a character that cannot be shown by its number. */
import { isHidden, showable } from '../showable.ts';

const MAX_SHOWN_CHARACTERS = 24;

/** At most 24 characters of something that a person typed, for a sentence about it. */
export function shown(text: string): string {
  const short = shortened(text);
  if (showable(short) === short && !breaking.test(short)) return short;
  return [...short].map((each) => (isHarmless(each) ? each : numberOf(each))).join('');
}

function shortened(text: string): string {
  if (text.length <= MAX_SHOWN_CHARACTERS) return text;
  const characters = [...text.slice(0, 2 * MAX_SHOWN_CHARACTERS + 2)];
  return characters.length > MAX_SHOWN_CHARACTERS
    ? `${characters.slice(0, MAX_SHOWN_CHARACTERS).join('')}…`
    : text;
}

const breaking = /[\t\n]/;
const isHarmless = (character: string): boolean =>
  !breaking.test(character) && !isHidden(character) && character.isWellFormed();

/** Code points before the UTF-16 `index`: the column that people count, from 0. */
export function column(line: string, index: number): number {
  let columns = 0;
  for (let at = 0; at < index; columns += 1) at += (line.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return columns;
}

const known: Readonly<Record<number, string>> = {
  0: 'a null character',
  7: 'a bell',
  10: 'a new line',
  13: 'a carriage return',
  27: 'an escape character',
};

/** How a sentence calls the character at `index`: `a bell (U+0007)`. */
export function characterAt(text: string, index: number): string {
  const number = numberOf(text, index);
  const name = known[text.codePointAt(index) ?? 0];
  return name === undefined ? number : `${name} (${number})`;
}

const numberOf = (text: string, index = 0): string =>
  `U+${(text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** "a, b or c". */
export const orList = (items: readonly string[]): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;

/** A name as a fault quotes it, also an empty one. */
export const quoted = (name: string): string => (name === '' ? '""' : shown(name));
