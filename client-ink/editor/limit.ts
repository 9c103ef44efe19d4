/**
 * How much a line may hold. A paste is taken as far as the server takes one text; what is typed beyond that stays, and is
 * refused in words. What does not fit is left out by whole characters.
 */
import { byteLength, limits } from '../../grammar/text.ts';
import type { Line } from './line.ts';

/** A command may have so many bytes more than a text, for its name and what stands before the text. */
const COMMAND_HEAD_BYTES = 512;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

interface Fitting {
  text: string;
  /** So many UTF-16 units were left out. */
  leftOut: number;
}

/** The beginning of a paste that fits into what is sent as one text. */
export function pasteFitting(line: Line, more: string): Fitting {
  const start = line.caret === 0 ? more + line.text : line.text;
  const head = /^\/(?!\/)/.test(start) ? COMMAND_HEAD_BYTES : 0;
  return fitting(line, more, limits.text + head);
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
