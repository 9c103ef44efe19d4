/** What a word is, for those who search: whatever its case, its accents and how it is encoded. */

/** Words that stand one after the other; the last one may go on when `open`. */
export interface Phrase {
  words: string[];
  open: boolean;
}

const ascii = /^[\0-\x7f]*$/;
/** A word, as it stands in a text. */
export const word = /[\p{L}\p{N}\p{M}]+/gu;
const accents = /[\u0300-\u036f]/g;

/** The words of a text, in order, each as it is compared. */
export function words(text: string): string[] {
  return cut(fold(text));
}

/** What was typed to look for: words apart from each other, or phrases in quotes; a `*` at the end leaves it open. */
export function phrases(typed: string): Phrase[] {
  const found: Phrase[] = [];
  for (const [, quoted, star, bare = ''] of typed
    .replace(/[“”„«»]/g, '"')
    .matchAll(/"([^"]*)"?(\*)?|([^\s"]+)/g)) {
    const phrase = words(quoted ?? bare);
    if (phrase.length === 0) continue;
    found.push({ words: phrase, open: star !== undefined || bare.endsWith('*') });
  }
  return found;
}

/** Answers whether a text has all the phrases. */
export function matcher(wanted: Phrase[]): (text: string) => boolean {
  const parts = wanted.flatMap((phrase) => phrase.words);
  const needles = wanted.map((phrase) => ` ${phrase.words.join(' ')}${phrase.open ? '' : ' '}`);
  return (text) => {
    const folded = fold(text);
    // Most texts don't have the letters: only those that do are cut into words.
    if (!parts.every((part) => folded.includes(part))) return false;
    const all = ` ${cut(folded).join(' ')} `;
    return needles.every((needle) => all.includes(needle));
  };
}

const cut = (folded: string): string[] => folded.match(word) ?? [];

/** ß and SS are the same, ς and σ, é and e, full-width and narrow letters. */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(accents, '');
  return bare.toUpperCase().toLowerCase().normalize('NFC');
}
