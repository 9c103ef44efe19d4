/**
 * How much a line may hold: as much as one command. What one message has no room for stays in the line, and may be sent as several.
 * What the line has no room for is left out by whole characters.
 */
import { byteLength, limits } from '../../grammar/text.ts';
import type { Line } from './line.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many UTF-16 units of a text take at `most` so many bytes; no character is cut. */
function fits(text: string, most: number): number {
  if (byteLength(text, most) <= most) return text.length;
  let [room, kept] = [most, 0];
  // No character takes less than a byte: what is behind so many can't fit.
  for (const { segment, index } of graphemes.segment(text.slice(0, Math.max(0, most) + 1))) {
    room -= byteLength(segment);
    if (room < 0 || index + segment.length > most) break;
    kept = index + segment.length;
  }
  return kept;
}

/** The beginning of `more` that a line has room for. */
export const fitting = ({ text }: Line, more: string): string =>
  more.slice(0, fits(more, limits.json - byteLength(text)));

/** A text in pieces, each of which one message has room for: cut between lines, or else between words, or else between characters. */
export function inPieces(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (byteLength(rest, limits.text) > limits.text) {
    const most = fits(rest, limits.text);
    // A character that no message has room for can't be sent, whatever is cut.
    if (most === 0) break;
    const end = cutBefore(rest, most);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^[ \n]/, '');
  }
  return [...pieces, rest];
}

function cutBefore(text: string, most: number): number {
  const cut = [text.lastIndexOf('\n', most), text.lastIndexOf(' ', most)].find((at) => at > 0);
  return cut ?? most;
}
