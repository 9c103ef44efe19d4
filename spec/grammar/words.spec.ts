/** What a word is, in every script. */
import { expect } from 'chai';
import fc from 'fast-check';
import { fold, located, matcher, phrases, words } from '../../grammar/words.ts';
import { anyCharacter } from '../support/any-character.ts';

const finds = (typed: string, text: string): boolean => matcher(phrases(typed))(text);

const letters = [
  'aBßẞΣςéяйﬁİı™1٣½①〇京都かがーカ々한ᄒกาเ็่ក្មبَـآאָहि्',
  " .'-_,👍\u0301\u1161\u11ab\u200c\u200d\u00adﾊﾞ",
];
const sign = fc.constantFrom(...letters.flatMap((some) => [...some]));
const text = fc.oneof(
  fc.array(sign, { maxLength: 16 }).map((each) => each.join('')),
  fc.string({ unit: anyCharacter, maxLength: 16 }),
);

describe('a word', () => {
  const found: [typed: string, text: string][] = [
    ['しりとり', '今日は成語しりとりをした'],
    ['成語', '今日は成語しりとりをした'],
    ['東京都', '東京都庁'],
    ['茶', '緑茶'],
    ['カタカナ', 'ｶﾀｶﾅ'],
    ['커피', '커피를 마셔요'],
    ['กว่า', 'ดีกว่า'],
    ['محمد', 'مُحَمَّدٌ'],
    ['مُحَمَّد', 'قال محمد'],
    ['احمد', 'أحمد'],
    ['كتاب', 'كتـــاب'],
    ['שלום', 'שָׁלוֹם'],
    ['میخواهم', 'می‌خواهم'],
    ['strasse', 'STRAẞE'],
    ['λογος', 'ΛΌΓΟΣ.'],
    ['worttrennung', 'Wort\u00adtrennung'],
    ['हिन्दी', 'हिन्दी में'],
    ['tea*', '茶teapot'],
  ];
  for (const [typed, said] of found) {
    it(`${typed} is found in ${said}`, () => expect(finds(typed, said)).to.equal(true));
  }

  const missed: [typed: string, text: string][] = [
    ['か', 'が'],
    ['ह', 'हिन्दी'],
    ['tea', 'teapot'],
    ['都京', '東京都'],
    ['しとり', 'しりとり'],
  ];
  for (const [typed, said] of missed) {
    it(`${typed} is not found in ${said}`, () => expect(finds(typed, said)).to.equal(false));
  }

  it('is found wherever the dictionaries of Intl.Segmenter see one', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
    fc.assert(
      fc.property(text.map(fold), (said) => {
        for (const { segment, isWordLike } of segmenter.segment(said)) {
          if (isWordLike && words(segment).length > 0)
            expect(finds(`"${segment}"`, said), segment).to.equal(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is one and the same however often it is folded', () => {
    fc.assert(
      fc.property(text, (said) => {
        expect(fold(fold(said))).to.equal(fold(said));
        expect(words(fold(said))).to.deep.equal(words(said));
      }),
      { numRuns: 2000 },
    );
  });

  it('is marked wherever it is found, and only there', () => {
    fc.assert(
      fc.property(text, text, (typed, said) => {
        const wanted = phrases(typed).slice(0, 1);
        fc.pre(wanted.length > 0);
        expect(located(said, wanted).length > 0).to.equal(matcher(wanted)(said));
      }),
      { numRuns: 2000 },
    );
  });
});
