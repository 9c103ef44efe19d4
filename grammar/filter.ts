/** The words that a room does not take: `*` in one stands for any letters. Case, accents and what is not seen make no difference. */
import { showable } from './showable.ts';
import { fold, hasLoneLetters, words } from './words.ts';

/** One of these words: those that stand one after the other, or the pieces of one between its stars. */
type Pattern = { readonly phrase: string } | { readonly pieces: readonly string[] };

/** Answers whether each of the words, which blanks separate, can be looked for. */
export const isFilter = (typed: string): boolean => {
  const all = split(typed);
  return all.length > 0 && all.every((word) => patternOf(word) !== undefined);
};

/** The first word of a text that a filter has. Each word of the text is looked at once for each of the filter. */
export function filtered(filter: string, text: string): string | undefined {
  const said = words(showable(text));
  const line = ` ${said.join(' ')} `;
  for (const pattern of split(filter).map(patternOf)) {
    if (pattern === undefined) continue;
    const found =
      'phrase' in pattern
        ? line.includes(` ${pattern.phrase} `) && pattern.phrase
        : said.find((word) => isLike(word, pattern.pieces));
    if (found) return found;
  }
  return undefined;
}

const split = (typed: string): string[] => typed.split(/\s+/).filter((word) => word !== '');

/** Where a script puts no blanks between words, they are found wherever they stand: a star adds nothing. */
function patternOf(typed: string): Pattern | undefined {
  const parts = hasLoneLetters(fold(typed)) ? [typed.replaceAll('*', '')] : typed.split('*');
  const pieces = parts.map(words);
  if (pieces.length === 1) {
    const [phrase = []] = pieces;
    return phrase.length === 0 ? undefined : { phrase: phrase.join(' ') };
  }
  const isOneWord = pieces.every(({ length }) => length < 2) && pieces.some(({ length }) => length);
  return isOneWord ? { pieces: pieces.map(([piece = '']) => piece) } : undefined;
}

/** The pieces stand in a word in their order, the first at its start and the last at its end. */
function isLike(word: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  const end = word.length - last.length;
  if (end < first.length || !word.startsWith(first) || !word.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = word.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
