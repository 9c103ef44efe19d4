/** What calls the person: their nick, and words of their own choice. */
import { calledIn } from '../../grammar/mention.ts';

/** Whom a text may call. */
export interface Self {
  readonly nick: string;
  readonly words: readonly string[];
}

/** True when a text calls the person, by their nick or by one of their words. */
export const isCalledIn = (text: string, { nick, words }: Self): boolean =>
  calledIn(text)(nick) || words.some((word) => holds(folded(text), folded(word)));

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

/** The words stand there as whole ones: `deploy` is not in `redeployed`. */
function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text.slice(0, at), text.slice(at + word.length)];
    if (!/[\p{L}\p{N}\p{M}_]$/u.test(before) && !/^[\p{L}\p{N}\p{M}_]/u.test(after)) return true;
  }
  return false;
}
