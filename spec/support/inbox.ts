/** What a fake person has heard: its lines in order, how many of them were read, the bells, and waiting for what must come. */
import { isUtf8 } from 'node:buffer';
import { Waiting } from './waiting.ts';

/** An error shows at most this many of the last lines, and this much of each. */
const MAX_SHOWN_LINES = 12;
const MAX_SHOWN_COLUMNS = 160;
/** No line of the server has more bytes, with its end. */
const MAX_LINE_BYTES = 65_536;
const [BELL, LF] = [7, 10];
/** The answers to barriers, in either dialect. */
const passing = /^(?:\* ok |\{"ev":"ok","re":")(barrier-\d+)(?:"\})?$/;

/** Whoever hears at once what comes. */
export interface Hearer {
  /** A line, with the bells in it. */
  line(line: string): void;
  /** Nothing more will come, however the connection has ended. */
  closed(): void;
}

export class Inbox {
  /** All lines that have come, but the answers to barriers. */
  readonly lines: string[] = [];
  /** Barriers that have been passed, by their tags. */
  readonly passed = new Set<string>();
  /** How often a BEL came before a line. One within a line stays in it. */
  bells = 0;
  /** Nothing more will come. */
  over = false;
  /** What no server may say to anybody. */
  wrong: string | undefined;
  readonly #owner: string;
  /** How many of the lines have been read. */
  #read = 0;
  /** What came after the last line's end. */
  #tail: Buffer = Buffer.alloc(0);
  #hearer: Hearer | undefined;
  #isDeaf = false;
  readonly #waiting = new Waiting((problem) => this.told(problem));

  constructor(owner: string) {
    this.#owner = owner;
  }

  take(bytes: Buffer): void {
    const all = this.#tail.length === 0 ? bytes : Buffer.concat([this.#tail, bytes]);
    const end = all.lastIndexOf(LF) + 1;
    const whole = all.subarray(0, end);
    this.#tail = this.#hearer === undefined ? this.#ring(all.subarray(end)) : all.subarray(end);
    if (!isUtf8(whole)) this.#blame('is told what is no UTF-8');
    const lines = whole.toString().split('\n').slice(0, -1);
    for (const line of lines) if (!this.#isDeaf) this.#hear(line);
    this.#waiting.look();
  }

  end(): void {
    if (this.over) return;
    this.over = true;
    this.#waiting.end('the connection ended');
    this.#hearer?.closed();
  }

  /** From now on somebody hears each line as it comes, and none is kept. */
  listen(hearer: Hearer): void {
    this.#hearer = hearer;
  }

  /** Nothing is heard any more, of what has come neither. */
  deafen(): void {
    this.#isDeaf = true;
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
  #ring<Line extends Buffer | string>(line: Line): Line {
    let from = 0;
    for (; line.at(from) === BELL || line.at(from) === '\x07'; from += 1) this.bells += 1;
    return line.slice(from) as Line;
  }

  #hear(given: string): void {
    const isLong = given.length >= MAX_LINE_BYTES / 3 && Buffer.byteLength(given) >= MAX_LINE_BYTES;
    if (isLong) this.#blame('is told a line that is too long');
    if (this.#hearer !== undefined) return this.#hearer.line(given);
    const line = this.#ring(given);
    const tag = passing.exec(line)?.[1];
    if (tag === undefined) this.lines.push(line);
    else this.passed.add(tag);
  }

  #blame(problem: string): void {
    this.wrong ??= this.told(problem);
  }
}
