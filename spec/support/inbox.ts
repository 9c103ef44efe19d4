/** What a fake person has heard: its lines in order, how many of them were read, the bells, and waiting for what must come. */

import { Waiting } from './waiting.ts';

/** An error shows at most this many of the last lines, and this much of each. */
const MAX_SHOWN_LINES = 12;
const MAX_SHOWN_COLUMNS = 160;
const BELL = '\x07';
/** The answers to barriers, in either dialect. */
const passing = /^(?:\* ok |\{"ev":"ok","re":")(barrier-\d+)(?:"\})?$/;

export class Inbox {
  /** All lines that have come, but the answers to barriers. */
  readonly lines: string[] = [];
  /** Barriers that have been passed, by their tags. */
  readonly passed = new Set<string>();
  /** How often a BEL came before a line. One within a line stays in it. */
  bells = 0;
  /** Nothing more will come. */
  over = false;
  readonly #owner: string;
  /** How many of the lines have been read. */
  #read = 0;
  /** What came after the last line's end. */
  #tail = '';
  readonly #waiting = new Waiting((problem) => this.told(problem));

  constructor(owner: string) {
    this.#owner = owner;
  }

  take(text: string): void {
    const lines = (this.#tail + text).split('\n');
    this.#tail = this.#ring(lines.pop()!);
    for (const line of lines) this.#hear(this.#ring(line));
    this.#waiting.look();
  }

  end(): void {
    this.over = true;
    this.#waiting.end('the connection ended');
  }

  /** The next line that was not read, if it has come. */
  shift(): string | undefined {
    const line = this.lines[this.#read];
    if (line !== undefined) this.#read += 1;
    return line;
  }

  /** All that was not read, which it is from now on. */
  rest(): string[] {
    const lines = this.lines.slice(this.#read);
    this.#read = this.lines.length;
    return lines;
  }

  /** Waits until `find` finds something in what has come. */
  until<T>(what: string, find: () => T | undefined): Promise<T> {
    return this.#waiting.until(what, find);
  }

  /** A problem, and what was heard. */
  told(problem: string): string {
    const lines = this.lines
      .slice(-MAX_SHOWN_LINES)
      .map((line) => `  ${line.slice(0, MAX_SHOWN_COLUMNS)}`);
    const all = lines.length === 0 ? 'nothing was heard' : `heard last:\n${lines.join('\n')}`;
    return `${this.#owner} ${problem}; ${all}`;
  }

  /** What follows the bells that a line begins with. */
  #ring(line: string): string {
    let from = 0;
    for (; line[from] === BELL; from += 1) this.bells += 1;
    return line.slice(from);
  }

  #hear(line: string): void {
    const tag = passing.exec(line)?.[1];
    if (tag === undefined) this.lines.push(line);
    else this.passed.add(tag);
  }
}
