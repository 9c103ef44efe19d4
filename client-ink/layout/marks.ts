/** Where the words that were looked for stand in a text, whatever their case and accents, as the server compares them. */
import { fold, phrases, word } from '../../grammar/words.ts';

/** One word that was looked for; `open`: words that begin with it count. */
export interface Needle {
  word: string;
  open: boolean;
}

export interface Mark {
  from: number;
  to: number;
}

/** The words of what was typed: of a phrase that goes on, it is the last one that does. */
export const needles = (typed: string): Needle[] =>
  phrases(typed).flatMap(({ words, open }) =>
    words.map((each, n) => ({ word: each, open: open && n === words.length - 1 })),
  );

/** Every word of a text that was looked for, in order. */
export const marksIn = (text: string, wanted: readonly Needle[]): Mark[] =>
  [...text.matchAll(word)]
    .filter(([found]) => fits(fold(found), wanted))
    .map(({ 0: found, index }) => ({ from: index, to: index + found.length }));

const fits = (found: string, wanted: readonly Needle[]): boolean =>
  wanted.some((each) => (each.open ? found.startsWith(each.word) : found === each.word));
