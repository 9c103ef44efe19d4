/** A text and a caret in it, and how the caret moves: by what a person sees as characters, by words, by lines. */

/** A text and the place of the caret in it. */
export interface Line {
  readonly text: string;
  /** UTF-16 units before the caret; always at the edge of a character. */
  readonly caret: number;
}

/** The empty line. */
export const emptyLine: Line = { text: '', caret: 0 };

/** The line of that text; without `caret` the caret stands at its end. `caret` must be at the edge of a character. */
export const lineOf = (text: string, caret = text.length): Line => ({ text, caret });

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** No character that a person would type is longer; segmenting only what is near keeps long texts quick. */
const MAX_CHARACTER_LENGTH = 128;

/** Where the character before the caret begins. */
export function before({ text, caret }: Line): number {
  const from = Math.max(0, caret - MAX_CHARACTER_LENGTH);
  let start = 0;
  for (const { index } of graphemes.segment(text.slice(from, caret))) start = index;
  return caret === 0 ? 0 : from + start;
}

/** Where the character after the caret ends. */
export function after({ text, caret }: Line): number {
  const near = text.slice(caret, caret + MAX_CHARACTER_LENGTH);
  for (const { segment } of graphemes.segment(near)) return caret + segment.length;
  return caret;
}

const letter = /[\p{L}\p{N}\p{M}_]/u;
/** Half a surrogate pair counts as a letter, so that the pair is never split. */
const isWordly = (unit: string | undefined): boolean =>
  unit !== undefined && (letter.test(unit) || /[\ud800-\udfff]/.test(unit));

/** Where the word before the caret begins; blanks and signs between are skipped. */
export function wordBefore({ text, caret }: Line): number {
  let at = caret;
  while (at > 0 && !isWordly(text[at - 1])) at -= 1;
  while (at > 0 && isWordly(text[at - 1])) at -= 1;
  return edge(text, at);
}

/** Where the word after the caret ends. */
export function wordAfter({ text, caret }: Line): number {
  let at = caret;
  while (at < text.length && !isWordly(text[at])) at += 1;
  while (at < text.length && isWordly(text[at])) at += 1;
  return edge(text, at);
}

/** Where the run without blanks before the caret begins, as Ctrl-W takes it. */
export function blankBefore({ text, caret }: Line): number {
  let at = caret;
  while (at > 0 && /\s/.test(text[at - 1]!)) at -= 1;
  while (at > 0 && !/\s/.test(text[at - 1]!)) at -= 1;
  return edge(text, at);
}

/** The edge of the character that `at` lies in, or `at`. */
function edge(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length));
  const from = Math.max(0, at - MAX_CHARACTER_LENGTH);
  const found = graphemes
    .segment(text.slice(from, at + MAX_CHARACTER_LENGTH))
    .containing(at - from);
  return found ? from + found.index : at;
}

/** Where the line that the caret is in starts. */
export const lineStart = ({ text, caret }: Line): number => text.lastIndexOf('\n', caret - 1) + 1;

/** Where the line that the caret is in ends. */
export function lineEnd({ text, caret }: Line): number {
  const end = text.indexOf('\n', caret);
  return end < 0 ? text.length : end;
}

/** The caret moved, to the edge of a character. */
export const moved = ({ text }: Line, caret: number): Line => ({ text, caret: edge(text, caret) });

/** A line up (-1) or down (+1) with the same distance from its start, or nothing where there is none. */
export function vertically(line: Line, direction: -1 | 1): Line | undefined {
  const start = lineStart(line);
  const end = lineEnd(line);
  if (direction < 0 ? start === 0 : end === line.text.length) return undefined;
  const offset = line.caret - start;
  const other = { text: line.text, caret: direction < 0 ? start - 1 : end + 1 };
  return moved(line, Math.min(lineStart(other) + offset, lineEnd(other)));
}

/** With `text` put in at the caret. */
export function inserted({ text, caret }: Line, more: string): Line {
  const whole = text.slice(0, caret) + more + text.slice(caret);
  return { text: whole, caret: edgeAfter(whole, caret + more.length) };
}

/** An accent typed behind a letter joins it: the caret goes behind both. */
function edgeAfter(text: string, at: number): number {
  const found = edge(text, at);
  return found === at ? at : after({ text, caret: found });
}

/** Without what lies between the caret and `to`. */
export function without(line: Line, to: number): Line {
  const [from, end] = to < line.caret ? [to, line.caret] : [line.caret, to];
  const text = line.text.slice(0, from) + line.text.slice(end);
  return moved({ text, caret: from }, from);
}

/** With the two characters around the caret swapped; at the end, the last two. */
export function transposed(line: Line): Line {
  const middle = line.caret === line.text.length ? before(line) : line.caret;
  if (middle === 0) return line;
  const start = before({ text: line.text, caret: middle });
  const end = after({ text: line.text, caret: middle });
  const { text } = line;
  const swapped = text.slice(middle, end) + text.slice(start, middle);
  return moved({ text: text.slice(0, start) + swapped + text.slice(end), caret: end }, end);
}
