/**
 * Where the pieces of a line end: each says it for a piece that starts at `from`, with -1 where none starts there, and
 * reads no character twice.
 */

/** True for the code of a blank or a tab. */
export const isBlank = (code: number): boolean => code === 32 || code === 9;

/** The end of the blanks that start at `from`. */
export function skipBlanks(line: string, from: number): number {
  let at = from;
  while (isBlank(line.charCodeAt(at))) at += 1;
  return at;
}

function isStop(code: number, stops: string): boolean {
  for (let n = 0; n < stops.length; n += 1) if (stops.charCodeAt(n) === code) return true;
  return isBlank(code);
}

/** The end of the run without blanks and without `stops` that starts at `from`. */
export function run(line: string, from: number, stops = ''): number {
  let at = from;
  while (at < line.length && !isStop(line.charCodeAt(at), stops)) at += 1;
  return at;
}

/** The end of what begins at `from`; -1 when nothing stands there. */
export const some = (from: number, to: number): number => (to > from ? to : -1);
/** The end of a word that starts at `from`; -1 when there is none. */
export const word = (line: string, from: number): number => some(from, run(line, from));
/** The end of the line: all that is left belongs to it. */
export const toEnd = (line: string): number => line.length;

/** A name that `sigil` begins and at least one character follows. */
export function sigiled(line: string, from: number, sigil: string): number {
  return line[from] === sigil ? some(from + 1, run(line, from + 1, ',=')) : -1;
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
