/** Bytes into lines: capped before they are decoded, so that a client can neither fill the memory nor send half a letter. */
import { isUtf8 } from 'node:buffer';
import { type Fault, fault } from '../../grammar/faults.ts';
import { tagOf } from '../../grammar/parse.ts';
import { limits } from '../../grammar/text.ts';

/** A line without its end, or what is wrong with it: `too_long` or `bad_line`. */
export type Line = string | Fault;

const LF = 10;
const CR = 13;
const BRACE = 0x7b;

/** How many bytes are kept of a line that is too long: enough to read its tag. */
const HEAD = 256;

/** The lines of one connection. Holds at most one line's bytes and what was pushed last. */
export class Lines {
  /** What was pushed and not looked at yet, from `#at` on. */
  #chunk: Buffer | undefined;
  #at = 0;
  /** All of `#chunk` is UTF-8: asked once instead of for every line. */
  #valid = false;
  /** The start of a line whose end has not come: a copy, so that it doesn't keep a whole chunk alive. */
  #start: Buffer | undefined;
  /** The line that began is too long: `#start` is its head, and the rest is dropped. */
  #overflowed = false;

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunk =
      this.#chunk === undefined ? chunk : Buffer.concat([this.#chunk.subarray(this.#at), chunk]);
    this.#at = 0;
    this.#valid = isUtf8(this.#chunk);
  }

  /** True while a whole line may be waiting. */
  get pending(): boolean {
    return this.#chunk !== undefined;
  }

  /** The first byte of the line that comes next, as soon as there is one. */
  peek(): number | undefined {
    return this.#start?.[0] ?? this.#chunk?.[this.#at];
  }

  /** The next whole line, in the order sent. */
  next(): Line | undefined {
    if (this.#chunk === undefined) return undefined;
    const chunk = this.#chunk;
    const from = this.#at;
    const end = chunk.indexOf(LF, from) + 1;
    if (end === 0 || end === chunk.length) this.#chunk = undefined;
    if (end === 0) {
      this.#keep(chunk.subarray(from));
      return undefined;
    }
    this.#at = end;
    if (this.#start === undefined) return lineOf(chunk, from, end, this.#valid);
    const line = this.#overflowed
      ? tooLong(this.#start)
      : lineOf(joined(this.#start, chunk.subarray(from, end)));
    this.#start = undefined;
    this.#overflowed = false;
    return line;
  }

  #keep(piece: Buffer): void {
    if (this.#overflowed) return;
    const start = joined(this.#start ?? nothing, piece);
    this.#overflowed = start.length >= limitOf(start[0]);
    this.#start = this.#overflowed ? joined(start.subarray(0, HEAD), nothing) : start;
  }
}

const nothing = Buffer.alloc(0);

/** A copy of both with memory of its own: a few bytes out of Buffer's pool would keep the whole pool alive. */
function joined(a: Buffer, b: Buffer): Buffer {
  const both = Buffer.allocUnsafeSlow(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** How many bytes a line may have, with its end: its first byte tells. */
const limitOf = (first: number | undefined): number =>
  first === BRACE ? limits.json : limits.line;

/** Reads one whole line with its end: what `bytes` holds from `from` to before `end`. */
function lineOf(bytes: Buffer, from = 0, end = bytes.length, valid = false): Line {
  if (end - from > limitOf(bytes[from])) return tooLong(bytes.subarray(from, end));
  if (!valid && !isUtf8(bytes.subarray(from, end))) return badLine(bytes.subarray(from, end));
  const ending = end - from > 1 && bytes[end - 2] === CR ? 2 : 1;
  return bytes.toString('utf8', from, end - ending);
}

function tooLong(line: Buffer): Fault {
  const head = line.toString('latin1', 0, HEAD);
  // Without the last word, which may be a piece of a longer one.
  return tagged(
    head.replace(/[^ \t]*$/, ''),
    fault('too_long', { what: 'The line', limit: limitOf(line[0]) }),
  );
}

function badLine(line: Buffer): Fault {
  return tagged(
    line.toString('latin1', 0, line.length - 1),
    fault('bad_line', { message: 'The line is not UTF-8. Set your terminal or program to UTF-8.' }),
  );
}

/** With the tag that a typed line begins with. A JSON line has one only when it can be parsed. */
function tagged(start: string, refusal: Fault): Fault {
  const re = start.startsWith('{') ? undefined : tagOf(start);
  return re === undefined ? refusal : { ...refusal, re };
}
