/**
 * Where the pieces of a line end: each says it for a piece that starts at `from`, with -1 where none starts there, and
 * reads no character twice.
 */
import { cursorForm } from './ast.ts';
import { isFilter } from './literals.ts';
import { timeForm } from './time.ts';

const isBlank = (code: number): boolean => code === 32 || code === 9;

/** The end of the blanks that start at `from`. */
export function skipBlanks(line: string, from: number): number {
  let at = from;
  while (isBlank(line.charCodeAt(at))) at += 1;
  return at;
}

/** The end of the run without blanks and without `stops` that starts at `from`. */
function run(line: string, from: number, stops: string): number {
  let at = from;
  for (; at < line.length; at += 1) {
    if (isBlank(line.charCodeAt(at)) || stops.includes(line[at] ?? '')) break;
  }
  return at;
}

export const word = (line: string, from: number): number => some(from, run(line, from, ''));
const some = (from: number, to: number): number => (to > from ? to : -1);
export const toEnd = (line: string): number => line.length;

/** A name that `sigil` begins and at least one character follows. */
export function sigiled(line: string, from: number, sigil: string): number {
  return line[from] === sigil ? some(from + 1, run(line, from + 1, ',=')) : -1;
}

/** Anything that is no room and no private log; not `befor=5`, which is an option gone wrong. */
export function bareName(line: string, from: number): number {
  if (line[from] === '#' || line[from] === '@') return -1;
  const to = run(line, from, '=');
  return line[to] === '=' ? -1 : some(from, to);
}

/** Digits up to a blank or comma whose value lies in the bounds: a number out of them is refused, never rounded. */
export function digits(line: string, from: number, least: number, most: number): number {
  const to = run(line, from, ',');
  if (to === from || to - from > 16) return -1;
  for (let at = from; at < to; at += 1) {
    const code = line.charCodeAt(at);
    if (code < 48 || code > 57) return -1;
  }
  const value = Number(line.slice(from, to));
  return value >= least && value <= most ? to : -1;
}

/** A number or `^`, perhaps behind a room or private log: `41`, `^`, `#dev:41`, `@k3f9:^`. */
export function placeEnd(line: string, from: number): number {
  const to = run(line, from, '');
  const isNamed = line[from] === '#' || line[from] === '@';
  const colon = isNamed ? line.slice(from, to).lastIndexOf(':') : -1;
  const seq = from + colon + 1;
  if (isNamed && colon < 0) return -1;
  if (line[seq] === '^') return seq + 1 === to ? to : -1;
  return digits(line, seq, 1, Number.MAX_SAFE_INTEGER) === to ? to : -1;
}

const TIME_LENGTH = '2026-11-20T18:00:00.000+09:00'.length;

export function timeEnd(line: string, from: number): number {
  const to = run(line, from, '');
  return to - from <= TIME_LENGTH && timeForm.test(line.slice(from, to)) ? to : -1;
}

/** The words before the first option; an option between quotes is one of the words. */
export function wordsEnd(line: string, from: number): number {
  let to = -1;
  for (let at = from; at < line.length; at = skipBlanks(line, to)) {
    if (isFilter(line, at)) break;
    to = wordEnd(line, at);
  }
  return to;
}

/** Blanks between quotes belong to the word; a quote that nothing ends is a letter like others. */
function wordEnd(line: string, from: number): number {
  let at = from;
  while (at < line.length && !isBlank(line.charCodeAt(at))) {
    const quote = line[at] === '"' ? line.indexOf('"', at + 1) : -1;
    at = Math.max(at, quote) + 1;
  }
  return at;
}

export function cursorEnd(line: string, from: number): number {
  const to = run(line, from, '');
  return to - from <= 12 && cursorForm.test(line.slice(from, to)) ? to : -1;
}

const tagged = /[A-Za-z0-9_.-]{1,32}(?![^ \t])/y;

export function tagEnd(line: string, from: number): number {
  tagged.lastIndex = from;
  return tagged.test(line) ? tagged.lastIndex : -1;
}

const misplaced = /^(?:[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]+[/\uff0f]|\uff0f)/u;

/**
 * Blanks before a slash, also those of other scripts and those that nobody sees, or a slash of full width: a mistake,
 * for the line would be said aloud, and it may hold a secret.
 */
export function misplacesSlash(line: string): boolean {
  const first = line.charCodeAt(0);
  return (isBlank(first) || first > 0x7f) && misplaced.test(line);
}

/** Talk is a line that no slash begins, or two. */
export function talkEnd(line: string): number {
  if (line.startsWith('/')) return line.startsWith('//') ? line.length : -1;
  return line === '' || misplacesSlash(line) ? -1 : line.length;
}
