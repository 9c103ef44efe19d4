/** A bracketed paste as it arrives: in pieces, with a bound, and perhaps without an end. */

/** A bracketed paste that has begun, as far as it came. */
export interface Paste {
  readonly held: string;
  /** So many more UTF-16 units came and were not kept. */
  readonly beyond: number;
  /** What came last, when the end of the paste may begin with it. */
  readonly tail: string;
  /** Nothing came for a while, and what was held is told; perhaps there is no more. */
  readonly stalled: boolean;
  readonly over: boolean;
}

/** Ctrl-C, which is heard everywhere. */
export const INTERRUPT = '\x03';
const PASTE_ENDS = '\x1b[201~';
/** Of a paste no more UTF-16 units are kept. */
const MAX_PASTE = 1 << 18;

/** A paste of which nothing has come. */
export const newPaste: Paste = { held: '', beyond: 0, tail: '', stalled: false, over: false };

/** The paste after a silence: what it held is told. */
export const stalled = ({ tail }: Paste): Paste => ({ ...newPaste, tail, stalled: true });

/**
 * Whether this piece belongs to the paste. After a silence the piece decides: a person presses one key at a time, and
 * what a slow network held back comes in one large piece, whose newlines must not count as Enter.
 */
export function isPasteGoingOn({ stalled, tail }: Paste, chunk: string): boolean {
  if (!stalled || (tail + chunk).includes(PASTE_ENDS)) return true;
  return !chunk.startsWith('\x1b') && [...chunk].length > 1;
}

interface PasteStep {
  paste: Paste;
  /** How often Ctrl-C was pressed; it drops what came before. */
  interrupts: number;
  /** How much of the piece belongs to the paste. */
  length: number;
}

/** Takes what belongs to the paste. */
export function pasteOn(paste: Paste, chunk: string): PasteStep {
  const text = paste.tail + chunk;
  const end = text.indexOf(PASTE_ENDS);
  const over = end >= 0;
  const tail = over ? '' : beginningOf(PASTE_ENDS, text);
  const pieces = text.slice(0, over ? end : text.length - tail.length).split(INTERRUPT);
  const from = pieces.length > 1 ? newPaste : paste;
  return {
    paste: { ...from, ...kept(from, pieces.at(-1) ?? ''), tail, stalled: false, over },
    interrupts: pieces.length - 1,
    length: over ? end + PASTE_ENDS.length - paste.tail.length : chunk.length,
  };
}

function kept({ held, beyond }: Paste, more: string): Pick<Paste, 'held' | 'beyond'> {
  const taken = more.slice(0, MAX_PASTE - held.length);
  return { held: held + taken, beyond: beyond + more.length - taken.length };
}

/** The longest beginning of `wanted` that `text` ends with. */
function beginningOf(wanted: string, text: string): string {
  for (let length = wanted.length - 1; length > 0; length -= 1) {
    if (text.endsWith(wanted.slice(0, length))) return wanted.slice(0, length);
  }
  return '';
}
