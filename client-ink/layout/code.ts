/** Blocks of code in a text, between lines that begin with three backquotes: each line stays as it was written. */
import { width } from './text.ts';

/** What a line of a text is. A fence opens or closes a block; a block that nothing closes goes on to the end. */
export type LineKind = 'talk' | 'fence' | 'code';

const fence = /^ {0,3}```[^`]*$/;

/** What each line of a text is. */
export function kindsOf(lines: readonly string[]): LineKind[] {
  let isOpen = false;
  return lines.map((line) => {
    if (!fence.test(line)) return isOpen ? 'code' : 'talk';
    isOpen = !isOpen;
    return 'fence';
  });
}

/** Stands before what goes on a line of code. */
export const GOES_ON = '↳ ';
/** Before each line of code as many columns are free. */
export const CODE_INDENT = ' '.repeat(width(GOES_ON));
