/** Addresses in a text, so that a terminal can open them: each row of one that wraps leads to the whole of it. */
import type { Piece } from './row.ts';

/** Where an address stands in a line, and what it leads to, in printable ASCII. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly url: string;
}

const address = /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)[^\s<>"]+/giu;
/** Signs that end a sentence and no address. */
const closing = /[.,;:!?'*_~…。、，！？）」』]+$/u;
/** Some terminals take no longer ones. */
const MAX_URL = 2_000;

/** The addresses of a clean line. */
export function linksIn(line: string): Link[] {
  return [...line.matchAll(address)].flatMap((match) => {
    const text = trimmed(match[0]);
    const url = text.toWellFormed().replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
    const isWhole = /^(?:https?:\/\/|mailto:)./i.test(text) && url.length <= MAX_URL;
    return isWhole ? [{ from: match.index, to: match.index + text.length, url }] : [];
  });
}

/** Without the signs behind it, and without a bracket that was opened before it. */
function trimmed(text: string): string {
  const bare = text.replace(closing, '');
  const last = bare.at(-1) ?? '';
  const open = { ')': '(', ']': '[', '}': '{' }[last];
  const isOpen = open !== undefined && bare.split(open).length < bare.split(last).length;
  if (isOpen) return trimmed(bare.slice(0, -1));
  return bare;
}

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
