/** Addresses as the terminal opens them: each row of one that wraps leads to the whole of it. */
import type { Link } from '../language/addresses.ts';
import { cutBy } from './cutting.ts';
import type { Piece } from './row.ts';

/** Pieces of a line that begin `at`, with its addresses. */
export const linked = (pieces: readonly Piece[], at: number, links: readonly Link[]): Piece[] =>
  cutBy(pieces, at, links, (piece, { url }) => ({ ...piece, link: url }));

/** OSC 8: the rows of an address have the same id, so that a terminal knows them as one. */
export function hyperlink(url: string, painted: string): string {
  let hash = 5381;
  for (const character of url) hash = ((hash * 33) ^ (character.codePointAt(0) ?? 0)) >>> 0;
  return `\x1b]8;id=${hash.toString(36)};${url}\x1b\\${painted}\x1b]8;;\x1b\\`;
}
