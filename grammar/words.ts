/**
 * What a word is, for all who look for one: the stores, the marks in what was found, find, and the bell. Case, accents,
 * vowel marks and the way of encoding make no difference.
 *
 * A word is what stands together of letters, digits and marks. Where a script puts no blanks between words, each of its
 * signs is one, so that what is looked for is found wherever it stands. A dictionary (`Intl.Segmenter`) reads 東京都庁
 * as 東京 and 都庁 and would not find 東京都 there; and it is another one in each version of Node, while an index stays.
 */

/** Words that stand one after the other; the last one may go on when `open`. */
export interface Phrase {
  words: string[];
  open: boolean;
}

/** A word of a text, and where it stands there. */
interface Located {
  word: string;
  from: number;
  to: number;
}

/** A text in ASCII alone. */
export const ascii = /^[\0-\x7f]*$/;

// Scripts without blanks, Hangul, whose blanks leave endings on the words, and numbers that are one sign, such as ½.
const alone =
  '[\\p{Ideographic}\\p{No}\\p{sc=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]';
const letter = '[\\p{L}\\p{N}]';

let made: ReturnType<typeof makePatterns> | undefined;
/** To make them takes longer than the rest of this file: they are made when somebody has a text for them. */
const patterns = () => (made ??= makePatterns());
const makePatterns = () => ({
  word: new RegExp(
    `[${letter}&&${alone}]\\p{M}*|[${letter}--${alone}][[${letter}\\p{M}]--${alone}]*`,
    'gv',
  ),
  isAlone: new RegExp(alone, 'v'),
  everyAlone: new RegExp(`${alone}\\p{M}*`, 'gv'),
  /** What can be left out in writing: accents, vowel marks of Arabic and Hebrew, lengthening, and what is not seen. */
  optional:
    /[[[\p{Mn}\p{Me}]&&[\p{sc=Zinh}\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Latn}]]--[\u3099\u309a]]|\u0640|\p{DI}/gv,
});

/** The words of a text, in order, each as it is compared. */
export function words(text: string): string[] {
  return rawWords(fold(text));
}

/** Answers whether some letter of a text is a word of its own, as those of scripts without blanks are. */
export const hasLoneLetters = (text: string): boolean => patterns().isAlone.test(text);

/** The text with a blank in place of each letter that is a word of its own. */
export const withoutLoneLetters = (text: string): string =>
  text.replace(patterns().everyAlone, ' ');

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
export function matcher(wanted: readonly Phrase[]): (text: string) => boolean {
  const parts = wanted.flatMap((phrase) => phrase.words);
  const needles = wanted.map((phrase) => ` ${phrase.words.join(' ')}${phrase.open ? '' : ' '}`);
  return (text) => {
    const folded = fold(text);
    // Most texts don't have the letters: only those that do are cut into words.
    if (!parts.every((part) => folded.includes(part))) return false;
    const all = ` ${rawWords(folded).join(' ')} `;
    return needles.every((needle) => all.includes(needle));
  };
}

/** Where a text has one of the phrases, in order: from the first of its words to the last. */
export function located(text: string, wanted: readonly Phrase[]): { from: number; to: number }[] {
  const all = locatedWords(text);
  return all.flatMap(({ from }, at) => {
    const ends = wanted
      .filter((phrase) => standsAt(all, at, phrase))
      .map(({ words }) => all[at + words.length - 1]?.to ?? from);
    return ends.length === 0 ? [] : [{ from, to: Math.max(...ends) }];
  });
}

function standsAt(all: readonly Located[], at: number, { words, open }: Phrase): boolean {
  return words.every((wanted, n) => {
    const found = all[at + n]?.word;
    return open && n === words.length - 1 ? found?.startsWith(wanted) : found === wanted;
  });
}

/** Each grapheme is folded by itself, so that it is known where it stood. */
function locatedWords(text: string): Located[] {
  const from: number[] = [];
  const to: number[] = [];
  let folded = '';
  // To make one takes longer than all patterns, and few processes have texts to mark.
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  for (const { segment, index } of graphemes.segment(text)) {
    const piece = fold(segment);
    for (let n = 0; n < piece.length; n += 1) {
      from.push(index);
      to.push(index + segment.length);
    }
    folded += piece;
  }
  return [...folded.matchAll(patterns().word)].map(({ 0: found, index }) => ({
    word: found,
    from: from[index] ?? text.length,
    to: to[index + found.length - 1] ?? text.length,
  }));
}

let graphemes: Intl.Segmenter | undefined;

const rawWords = (folded: string): string[] => folded.match(patterns().word) ?? [];

/** ß and SS are the same, ς and σ, é and e, full-width and narrow letters. */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').replace(patterns().optional, '');
  return bare.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}
