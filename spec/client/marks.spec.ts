/** What is marked in what was found is what it was found by. */
import { expect } from 'chai';
import fc from 'fast-check';
import { marksIn, needles } from '../../client-ink/layout/marks.ts';
import { matcher, phrases } from '../../grammar/words.ts';

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
        expect(marksIn(text, needles(typed)).length > 0).to.equal(isFound);
      }),
    );
  });

  it('stand at the word as it was written', () => {
    const [mark] = marksIn('to the CAFE\u0301!', needles('café'));
    expect(mark).to.deep.equal({ from: 7, to: 12 });
  });

  it('let only the last word of a phrase go on', () => {
    const wanted = needles('"tea pot"*');
    expect(marksIn('teas and pots', wanted)).to.deep.equal([{ from: 9, to: 13 }]);
  });
});
