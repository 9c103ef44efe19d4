/** Cuts text and standard input into messages that the server accepts unchanged. */
import { limits } from '../../grammar/text.ts';
import { Drawing, shownAtLast } from './drawn.ts';

/** One message, and the line of the input that it came from (from 1). A long line gives several. */
export interface Saying {
  line: number;
  text: string;
}

/** A line that doesn't end is said in pieces of about so many letters: memory stays bounded. */
const MAX_LINE_LENGTH = 65_536;
/** An escape sequence that is not whole after so many units is none. */
const MAX_ESCAPE_LENGTH = 256;

// What the server refuses in a text; tab, newline and IRC's formatting codes may stay.
const forbidden = /[\x00\x01\x05-\x08\x0e\x10\x12-\x15\x17-\x1c\x7f-\x9f]/g;

/** What a terminal would show of a text in the end, without controls. */
function sayable(text: string): string {
  return text
    .split('\n')
    .map(shownAtLast)
    .join('\n')
    .replace(/[\v\f]/g, ' ')
    .replace(forbidden, '')
    .toWellFormed();
}

/** Cuts a text into pieces of at most `limit` bytes of UTF-8 (4 or more), never inside a code point. */
export function pieces(text: string, limit: number): string[] {
  const bytes = Buffer.from(text);
  const cut: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    let to = Math.min(from + limit, bytes.length);
    while (to < bytes.length && isContinuation(bytes[to])) to -= 1;
    cut.push(bytes.toString('utf8', from, to));
    from = to;
  }
  return cut;
}

const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80;

/** The messages that say one text; none when nothing in it can be seen. */
export function sayingsOf(text: string, line: number): Saying[] {
  return pieces(sayable(text), limits.text)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => ({ line, text: piece }));
}

/**
 * The lines of a stream of UTF-8 as they come in, also a last one without end; empty ones are left out, and what is not
 * UTF-8 becomes U+FFFD. Reads on only when more is asked for.
 */
export async function* sayingsIn(input: AsyncIterable<Uint8Array>): AsyncGenerator<Saying> {
  const decoder = new TextDecoder();
  const drawing = new Drawing();
  /** What was drawn of a line before, and what comes now. */
  const whole = (text: string): string => {
    if (drawing.width === 0) return text;
    drawing.draw(text);
    return drawing.take();
  };
  let line = 1;
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield* sayingsOf(whole(text), line++);
    if (rest.length > MAX_LINE_LENGTH) {
      const end = wholeUpTo(rest);
      drawing.draw(rest.slice(0, end));
      rest = rest.slice(end);
      if (drawing.width > MAX_LINE_LENGTH) yield* sayingsOf(drawing.take(), line);
    }
  }
  yield* sayingsOf(whole(rest + decoder.decode()), line);
}

/** Where a line that still goes on may be cut: not inside what may be an escape sequence. */
function wholeUpTo(text: string): number {
  const sequence = text.lastIndexOf('\x1b');
  return sequence > text.length - MAX_ESCAPE_LENGTH ? sequence : text.length;
}
