/** Cuts bytes into lines. A line is bounded before it is decoded, so a client can neither fill the memory nor send half a letter. */
import { isUtf8 } from 'node:buffer';
import { tagOf } from '../../grammar/arguments/tag.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { looksLikeObject } from '../../grammar/reading/object.ts';
import { limits } from '../../grammar/text.ts';
import { IAC, Telnet } from './telnet.ts';

/** A line that was refused: `too_long` or `bad_line`. */
interface Unreadable {
  readonly fault: Fault;
  /** How the line begins, up to the length of a line. */
  readonly beginning: string;
}

/** A line without its end, and without the byte order mark that some programs put before it. */
export type Line = string | Unreadable;

const NUL = 0;
const LF = 10;
const CR = 13;

/** Of a line that is refused, this many bytes are searched for a tag. */
const MAX_TAG_HEAD_BYTES = 256;

/** The lines of one connection. Holds at most one line and the last chunk. */
export class Lines {
  /** There once a command of telnet has come. */
  #telnet: Telnet | undefined;
  /** The last chunk. It is read up to `#at`. */
  #chunk: Buffer | undefined;
  #at = 0;
  /** Where `#chunk` has its next CR, looked for once; its length when it has none. */
  #return = -1;
  /** True when all of `#chunk` is UTF-8: checked once instead of for every line. */
  #valid = false;
  /** The last line ended with CR: an LF or NUL that comes next belongs to its end. */
  #returned = false;
  /** The start of a line whose end has not come: a copy, so that it doesn't keep a whole chunk alive. */
  #start: Buffer | undefined;
  /** How long that line may be, once this is known. */
  #limit: number | undefined;
  /** The refusal of that line when it is too long already. Its rest is dropped. */
  #overflow: Unreadable | undefined;

  /** How many bytes it holds. */
  get held(): number {
    return (this.#chunk?.length ?? 0) + (this.#start?.length ?? 0);
  }

  push(bytes: Buffer): void {
    if (this.#telnet === undefined && bytes.includes(IAC)) this.#telnet = new Telnet();
    const chunk = this.#telnet?.strip(bytes) ?? bytes;
    if (chunk.length === 0) return;
    this.#chunk =
      this.#chunk === undefined ? chunk : Buffer.concat([this.#chunk.subarray(this.#at), chunk]);
    this.#at = 0;
    this.#return = -1;
    this.#valid = isUtf8(this.#chunk);
  }

  /** The next whole line, in the order sent. */
  next(): Line | undefined {
    const chunk = this.#chunk;
    if (chunk === undefined) return undefined;
    const from = this.#beginIn(chunk);
    const end = this.#endIn(chunk, from);
    this.#at = end + 1;
    if (this.#at >= chunk.length) this.#chunk = undefined;
    if (end === chunk.length) {
      this.#keep(chunk.subarray(from));
      return undefined;
    }
    this.#returned = chunk[end] === CR;
    if (this.#start === undefined) return lineOf(chunk, from, end, this.#valid);
    const line = this.#overflow ?? lineOf(joined(this.#start, chunk.subarray(from, end)));
    this.#start = undefined;
    this.#limit = undefined;
    this.#overflow = undefined;
    return line;
  }

  /** Where the next line begins: behind the second byte of CR LF and CR NUL. */
  #beginIn(chunk: Buffer): number {
    const next = chunk[this.#at];
    const belongs = this.#returned && (next === LF || next === NUL);
    this.#returned = false;
    return belongs ? this.#at + 1 : this.#at;
  }

  /** Where the line that begins at `from` ends; the chunk's length when it does not. */
  #endIn(chunk: Buffer, from: number): number {
    if (this.#return < from) this.#return = placeOf(CR, chunk, from);
    return Math.min(this.#return, placeOf(LF, chunk, from));
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0 || this.#overflow !== undefined) return;
    const start = joined(this.#start ?? nothing, piece);
    this.#start = start;
    if (start.length < limits.line) return;
    this.#limit ??= limitOf(start);
    if (start.length < this.#limit) return;
    this.#overflow = tooLong(start);
    this.#start = nothing;
  }
}

const nothing = Buffer.alloc(0);

function placeOf(byte: number, chunk: Buffer, from: number): number {
  const place = chunk.indexOf(byte, from);
  return place < 0 ? chunk.length : place;
}

/** A copy of both with memory of its own: a few bytes out of Buffer's pool would keep the whole pool alive. */
function joined(a: Buffer, b: Buffer): Buffer {
  const both = Buffer.allocUnsafeSlow(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Reads one whole line: what `bytes` holds from `from` to before `end`. Its end counts as one byte. */
function lineOf(bytes: Buffer, from = 0, end = bytes.length, valid = false): Line {
  const length = end - from;
  if (length >= limits.line && length >= limitOf(bytes.subarray(from, end)))
    return tooLong(bytes.subarray(from, end));
  if (!valid && !isUtf8(bytes.subarray(from, end))) return badLine(bytes.subarray(from, end));
  return unmarked(bytes.toString('utf8', from, end));
}

const MARK = '\ufeff';

/** Without the byte order marks that it begins with. */
const unmarked = (text: string): string =>
  text.startsWith(MARK) ? text.replace(/^\ufeff+/, '') : text;

/** What a long or broken line begins with: as much as is enough, however it was cut. */
const beginning = (line: Buffer, bytes: number): string =>
  unmarked(line.toString('utf8', 0, bytes));

/** How many bytes a line may have, with its end. */
const limitOf = (line: Buffer): number =>
  looksLikeObject(beginning(line, limits.line)) ? limits.json : limits.line;

function tooLong(line: Buffer): Unreadable {
  // Without the last word, which may be a piece of a longer one.
  const head = beginning(line, MAX_TAG_HEAD_BYTES).replace(/[^ \t]*$/, '');
  return unread(line, head, fault('too_long', { what: 'The line', limit: limitOf(line) }));
}

function badLine(line: Buffer): Unreadable {
  const message = 'The line is not UTF-8. Set your terminal or program to UTF-8.';
  return unread(line, beginning(line, line.length), fault('bad_line', { message }));
}

/** With the tag that a typed line begins with. A JSON line has one only when it can be parsed. */
function unread(line: Buffer, head: string, refusal: Fault): Unreadable {
  const text = beginning(line, limits.line);
  const re = looksLikeObject(text) ? undefined : tagOf(head);
  return { fault: re === undefined ? refusal : { ...refusal, re }, beginning: text };
}
