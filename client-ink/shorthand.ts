/**
 * Ink takes every letter of every row apart for each frame, which was nearly all that a frame cost. So it is given one letter
 * for each painted row: where it puts that, paper.ts puts the row.
 */

/** The letters are those that Unicode leaves to whoever uses them: no text goes to Ink, so none of them is a letter of a text. */
const FIRST_LETTER = 0xe000;
/** More than any screen has rows in all of its parts. */
const MAX_LETTERS = 6400;
const lettersWithBlanks = /[\ue000-\uf8ff] */g;

/** Rows of text as single letters, and back. */
export interface Shorthand {
  /** The letter that stands for a row: the same as long as the row is drawn. */
  short(row: string): string;
  /** A frame of Ink with the rows in the places of their letters. The blanks behind a letter are those of its row. */
  long(frame: string): string;
}

/** A shorthand without any row. The letter of the row that was drawn longest ago is given away first. */
export function openShorthand(): Shorthand {
  const letters = new Map<string, string>();
  const rows = new Map<string, string>();

  function free(): string {
    if (letters.size < MAX_LETTERS) return String.fromCharCode(FIRST_LETTER + letters.size);
    const [oldest, letter] = letters.entries().next().value!;
    letters.delete(oldest);
    return letter;
  }

  return {
    short(row) {
      if (row === '') return '';
      const letter = letters.get(row) ?? free();
      letters.delete(row);
      letters.set(row, letter);
      rows.set(letter, row);
      return letter;
    },
    long: (frame) => frame.replace(lettersWithBlanks, (found) => rows.get(found[0] ?? '') ?? ''),
  };
}
