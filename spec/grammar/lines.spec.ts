/** What right lines mean, from a table; writers of other clients may check themselves against it. */
import { expect } from 'chai';
import { answerTo, decoded, paragraphs } from './cases.ts';

const cases = paragraphs('lines.txt');

describe('a line', () => {
  for (const [written = '', arrow, meaning = ''] of cases)
    it(`means what the table says: ${written}`, () => {
      expect(arrow).to.equal('==>');
      expect(answerTo(decoded(written))).to.deep.equal(JSON.parse(meaning));
    });
});
