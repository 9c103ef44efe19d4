/**
 * In which order lines are printed: what was said in a room before it was entered comes before all that is heard after that,
 * though it is asked for only then; and a day is told before its first line.
 */
import type { LogKey } from '../../grammar/names.ts';

/** When more lines wait, what they wait for is given up: it may never come. */
const MAX_WAITING_LINES = 1000;

/** A line; `day`: to be told before it, unless it was told last. */
export interface Line {
  readonly line: string;
  readonly day?: string;
}

/** Lines that wait for what was said before them. */
interface Waiting {
  /** The room of which that is awaited; absent when nothing is. */
  awaits: LogKey | undefined;
  readonly lines: Line[];
}

/** The lines of one server. */
export class LineOrder {
  /** The first has to be printed before the others. */
  readonly #waiting: Waiting[] = [];
  /** The day of the last line that was printed. */
  #day = '';

  /** Takes lines, and returns those to print now. */
  take(lines: readonly Line[]): string[] {
    const last = this.#waiting.at(-1);
    if (last) last.lines.push(...lines);
    else this.#waiting.push({ awaits: undefined, lines: [...lines] });
    const count = this.#waiting.reduce((sum, each) => sum + 1 + each.lines.length, 0);
    return count > MAX_WAITING_LINES ? this.giveUp() : this.#print();
  }

  /** What comes from here on waits until it is known what was said before in a room. */
  await(room: LogKey): void {
    this.#waiting.push({ awaits: room, lines: [] });
  }

  /** Takes what was said before in a room, and returns what is to be printed now. */
  begin(room: LogKey, lines: readonly Line[]): string[] {
    const waiting = this.#waiting.find(({ awaits }) => awaits === room);
    if (waiting === undefined) return this.take(lines);
    waiting.awaits = undefined;
    waiting.lines.unshift(...lines);
    return this.#print();
  }

  /** Waits for nothing that has not come, and returns what is to be printed now. */
  giveUp(): string[] {
    for (const each of this.#waiting) each.awaits = undefined;
    return this.#print();
  }

  #print(): string[] {
    const awaited = this.#waiting.findIndex(({ awaits }) => awaits !== undefined);
    const count = awaited < 0 ? this.#waiting.length : awaited;
    const lines = this.#waiting.splice(0, count).flatMap((each) => each.lines);
    return lines.flatMap(({ line, day = this.#day }) => {
      if (day === this.#day) return [line];
      this.#day = day;
      return [`--- ${day}`, line];
    });
  }
}
