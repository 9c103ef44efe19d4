/** Where the words that were looked for stand in a text, whatever their case and accents, as the server compares them. */

/** One word that was looked for; `open`: words that begin with it count. */
export interface Needle {
  word: string;
  open: boolean;
}

export interface Mark {
  from: number;
  to: number;
}

const wordForm = /[\p{L}\p{N}\p{M}]+/gu;

/** The words of what was typed. */
export const needles = (typed: string): Needle[] =>
  [...typed.matchAll(wordForm)].map(({ 0: word, index }) => ({
    word: folded(word),
    open: /^"?\*/.test(typed.slice(index + word.length)),
  }));

/** Every word of a text that was looked for, in order. */
export const marksIn = (text: string, wanted: readonly Needle[]): Mark[] =>
  [...text.matchAll(wordForm)]
    .filter(({ 0: word }) => fits(folded(word), wanted))
    .map(({ 0: word, index }) => ({ from: index, to: index + word.length }));

const fits = (word: string, wanted: readonly Needle[]): boolean =>
  wanted.some((each) => (each.open ? word.startsWith(each.word) : word === each.word));

const folded = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .toLowerCase();
