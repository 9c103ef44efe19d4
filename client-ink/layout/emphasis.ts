/** Emphasis in a text, as people write it in a terminal: `*loud*` and `` `code` ``. The signs stay, so that nothing said is hidden. */
import { cutBy, type Stretch } from './cutting.ts';
import type { Piece, Tone } from './row.ts';

interface Emphasis extends Stretch {
  readonly tone: Tone;
}

/** A word or more between two signs that lean on it, and on nothing else; or code, in which no sign means anything. */
const emphasis = /`[^`]+`|(?<![\p{L}\p{N}*])\*(?![\s*])[^*`]*(?<!\s)\*(?![\p{L}\p{N}*])/gu;

/** Where a line is emphasised. */
export const emphasesIn = (line: string): Emphasis[] =>
  [...line.matchAll(emphasis)].map(({ 0: text, index }) => ({
    from: index,
    to: index + text.length,
    tone: text.startsWith('`') ? 'accent' : 'strong',
  }));

/** Pieces of a line that begin `at`, with its emphasis. What has a meaning already keeps it. */
export const emphasised = (
  pieces: readonly Piece[],
  at: number,
  emphases: readonly Emphasis[],
): Piece[] =>
  cutBy(pieces, at, emphases, (piece, { tone }) =>
    piece.tone === 'plain' ? { ...piece, tone } : piece,
  );
