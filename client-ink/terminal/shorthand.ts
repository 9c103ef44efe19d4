/**
 * Ink takes every letter of every row apart for each frame, which was nearly all that a frame cost. So it is given a code for
 * each painted row: where it puts that, paper.ts puts the row. A code is two letters of ASCII, whose width is known without
 * a look at what emoji there are: that alone took a tenth of a start.
 */

const FIRST = 0x21;
const LETTERS = 0x7f - FIRST;
/** More than any screen has rows in all of its parts. */
const MAX_CODES = LETTERS * LETTERS;
const codesWithBlanks = /[!-~]{2} */g;

/** Rows of text as codes, and back. */
interface Shorthand {
  /** The code that stands for a row: the same as long as the row is drawn. */
  short(row: string): string;
  /** A frame of Ink, in which nothing but codes stands, with the rows in their places. The blanks behind a code are those of its row. */
  long(frame: string): string;
}

/** A shorthand without any row. The code of the row that was drawn longest ago is given away first. */
export function openShorthand(): Shorthand {
  const codes = new Map<string, string>();
  const rows = new Map<string, string>();

  function free(): string {
    if (codes.size < MAX_CODES) return codeOf(codes.size);
    const [oldest, code] = codes.entries().next().value!;
    codes.delete(oldest);
    return code;
  }

  return {
    short(row) {
      if (row === '') return '';
      const code = codes.get(row) ?? free();
      codes.delete(row);
      codes.set(row, code);
      rows.set(code, row);
      return code;
    },
    long: (frame) => frame.replace(codesWithBlanks, (found) => rows.get(found.slice(0, 2)) ?? ''),
  };
}

const codeOf = (number: number): string =>
  String.fromCharCode(FIRST + Math.floor(number / LETTERS), FIRST + (number % LETTERS));
