/** Addresses in a text: where each stands, and what it leads to. */

/** Where an address stands in a line, and what it leads to, in printable ASCII. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly url: string;
}

const link = /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)[^\s<>"]+/giu;
/** Signs that end a sentence and no address. */
const closing = /[.,;:!?'*_~…。、，！？）」』]+$/u;
/** Some terminals take no longer ones. */
const MAX_URL = 2_000;

/** The addresses of a clean line. */
export function linksIn(line: string): Link[] {
  return [...line.matchAll(link)].flatMap((match) => {
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
