/** Finds what a terminal would show in the end of a line that was overwritten many times, as progress bars do it. */
import { stripVTControlCharacters } from 'node:util';

/** A line has at most this many columns; a cursor that moves further stays there. */
const MAX_COLUMN = 65_536;

/** What moves the cursor within a line, or erases some of it: https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
const moves = /[\r\b]|(?:\x1b\[|\x9b)(\d*)[\d;]*([@CDGJKPX`])/g;
const isDrawn = /[\r\b]|(?:\x1b\[|\x9b)[\d;]*[@CDGJKPX`]/;
/** A letter with its marks; each takes one column. */
const letters = /\P{M}[\p{M}\u200d]*|\p{M}+/gsu;

/** What a terminal shows of one line without its end; other escapes than those that draw are left out. */
export function shownAtLast(line: string): string {
  if (!isDrawn.test(line)) return stripVTControlCharacters(line);
  const drawing = new Drawing();
  drawing.draw(line);
  return drawing.take();
}

/** A line that is still being drawn. */
export class Drawing {
  #cells: string[] = [];
  #column = 0;

  /** How many columns of it have something. */
  get width(): number {
    return this.#cells.length;
  }

  /** Draws on; no escape sequence of `text` may go on behind it. */
  draw(text: string): void {
    let from = 0;
    for (const move of text.matchAll(moves)) {
      this.#write(text.slice(from, move.index));
      from = move.index + move[0].length;
      this.#move(move[2] ?? move[0], move[1] ?? '');
    }
    this.#write(text.slice(from));
  }

  /** What is shown; an empty line begins. */
  take(): string {
    const shown = this.#cells.join('');
    this.#cells = [];
    this.#column = 0;
    return shown;
  }

  #write(text: string): void {
    for (const letter of stripVTControlCharacters(text).match(letters) ?? []) {
      this.#fill();
      this.#cells[this.#column] = letter;
      this.#column += 1;
    }
  }

  #move(how: string, given: string): void {
    const count = Math.min(Number(given) || 1, MAX_COLUMN);
    switch (how) {
      case '\r':
        this.#column = 0;
        return;
      case '\b':
      case 'D':
        this.#column = Math.max(0, this.#column - (how === 'D' ? count : 1));
        return;
      case 'C':
        this.#column = Math.min(this.#column + count, MAX_COLUMN);
        return;
      case 'G':
      case '`':
        this.#column = count - 1;
        return;
      case 'P':
        this.#cells.splice(this.#column, count);
        return;
      case '@':
        this.#fill();
        this.#cells.splice(this.#column, 0, ...' '.repeat(count));
        this.#cells.length = Math.min(this.#cells.length, MAX_COLUMN);
        return;
      case 'X':
        return this.#erase(this.#column, this.#column + count);
      default:
        return this.#eraseLine(Number(given));
    }
  }

  /** 0 erases what follows the cursor, 1 what precedes it and its place, 2 and 3 the whole line. */
  #eraseLine(which: number): void {
    if (which === 0) this.#cells.length = Math.min(this.#cells.length, this.#column);
    else if (which === 1) this.#erase(0, this.#column + 1);
    else this.#cells = [];
  }

  #erase(from: number, to: number): void {
    if (to >= this.#cells.length) this.#cells.length = Math.min(this.#cells.length, from);
    else this.#cells.fill(' ', from, to);
  }

  /** Blanks up to the cursor. */
  #fill(): void {
    while (this.#cells.length < this.#column) this.#cells.push(' ');
  }
}
