/** What is marked in what was found is what it was found by. */
import { expect } from 'chai';
import fc from 'fast-check';
import { located, matcher, phrases } from '../../../grammar/words.ts';

const words = [
  'Straße',
  'STRASSE',
  'λόγος',
  'ΛΌΓΟΣ',
  'café',
  'cafe\u0301',
  'ＴＥＡ',
  'tea',
  'teapot',
  '茶',
];
const word = fc.constantFrom(...words);

describe('the marks in a message that was found', () => {
  it('are there whenever the server finds it by a word, and only then', () => {
    fc.assert(
      fc.property(word, fc.boolean(), fc.array(word), (looked, isOpen, said) => {
        const typed = isOpen ? `${looked}*` : looked;
        const text = said.join(', ');
        const isFound = matcher(phrases(typed))(text);
        expect(located(text, phrases(typed)).length > 0).to.equal(isFound);
      }),
    );
  });

  it('stand at the word as it was written', () => {
    const [mark] = located('to the CAFE\u0301!', phrases('café'));
    expect(mark).to.deep.equal({ from: 7, to: 12 });
  });

  it('are on the whole of a phrase, whose last word may go on', () => {
    const wanted = phrases('"tea pot"*');
    expect(located('teas and pots, tea pots, tea', wanted)).to.deep.equal([{ from: 15, to: 23 }]);
    expect(located('成語しりとり、語', phrases('成語'))).to.deep.equal([{ from: 0, to: 2 }]);
  });
});
