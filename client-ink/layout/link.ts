/** Addresses as the terminal opens them: each row of one that wraps leads to the whole of it. */
import type { Link } from '../addresses.ts';
import type { Piece } from './row.ts';

/** Pieces of a line that begin `at`, cut where its addresses begin and end. */
export function linked(pieces: readonly Piece[], at: number, links: readonly Link[]): Piece[] {
  if (links.length === 0) return [...pieces];
  let start = at;
  return pieces.flatMap((each) => {
    const from = start;
    start += each.text.length;
    const edges = links.flatMap((link) => [link.from, link.to]);
    const cuts = [from, ...edges.filter((edge) => edge > from && edge < start), start];
    return cuts.slice(1).map((end, index) => {
      const begin = cuts[index] ?? from;
      const text = each.text.slice(begin - from, end - from);
      const link = links.find((one) => one.from <= begin && end <= one.to);
      return link === undefined ? { ...each, text } : { ...each, text, link: link.url };
    });
  });
}

/** OSC 8: the rows of an address have the same id, so that a terminal knows them as one. */
export function hyperlink(url: string, painted: string): string {
  let hash = 5381;
  for (const character of url) hash = ((hash * 33) ^ (character.codePointAt(0) ?? 0)) >>> 0;
  return `\x1b]8;id=${hash.toString(36)};${url}\x1b\\${painted}\x1b]8;;\x1b\\`;
}
