/**
 * How much a line may hold. A paste is taken as far as the server takes one text; what is typed beyond that stays, and is
 * refused in words. What does not fit is left out by whole characters.
 */
import { isFault } from '../../grammar/language.ts';
import { byteLength, limits } from '../../grammar/text.ts';
import type { Line } from './line.ts';
import { understand } from './understand.ts';

/** A command without a text may have so many bytes more than a text. */
const COMMAND_BYTES = 512;
/** From so many characters of a paste it is seen which command a line is. */
const SEEN_CHARACTERS = 256;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

interface Fitting {
  text: string;
  /** So many UTF-16 units were left out. */
  leftOut: number;
}

/** The beginning of a paste that fits into what is sent as one text. */
export const pasteFitting = (line: Line, more: string): Fitting =>
  fitting(line, more, limits.text + headBytes(line, more));

/** How many bytes of a line with this paste are not its text: the name of a command, and what else stands before the text. */
function headBytes({ text, caret }: Line, more: string): number {
  const begun = text.slice(0, caret) + more.slice(0, SEEN_CHARACTERS) + text.slice(caret);
  const command = understand(begun);
  if (!isFault(command) && 'text' in command && command.text !== undefined)
    return byteLength(begun) - byteLength(command.text);
  return /^\/(?!\/)/.test(begun) ? COMMAND_BYTES : 0;
}

/** The beginning of `more` that a line has room for, when it holds at `most` so many bytes. */
export function fitting(line: Line, more: string, most: number = limits.json): Fitting {
  let room = most - byteLength(line.text);
  if (byteLength(more, room) <= room) return { text: more, leftOut: 0 };
  let kept = 0;
  // No character takes less than a byte: what is behind so many can't fit.
  for (const { segment, index } of graphemes.segment(more.slice(0, Math.max(0, room) + 1))) {
    room -= byteLength(segment);
    if (room < 0 || index + segment.length > most) break;
    kept = index + segment.length;
  }
  return { text: more.slice(0, kept), leftOut: more.length - kept };
}
