/** What is emphasised in a text, and what only looks like it. */
import { expect } from 'chai';
import fc from 'fast-check';
import { emphasesIn, emphasised } from '../../../client-ink/layout/emphasis.ts';
import { piece } from '../../../client-ink/layout/row.ts';

const found = (line: string) =>
  emphasesIn(line).map(({ from, to, tone }) => `${tone} ${line.slice(from, to)}`);

describe('emphasis', () => {
  it('is what stands between signs that lean on it', () => {
    expect(found('so *very loud* it is')).to.deep.equal(['strong *very loud*']);
    expect(found('run `npm test *.ts*` now, *please*')).to.deep.equal([
      'accent `npm test *.ts*`',
      'strong *please*',
    ]);
  });

  it('is no sum, no pattern and no list', () => {
    for (const line of ['2 * 3 * 4', 'a*b*c', '* one * two', 'src/*.ts and *.js', '**', '`', '*'])
      expect(found(line), line).to.deep.equal([]);
  });

  it('loses no letter, wherever a row begins', () => {
    const text = fc.string({ unit: fc.constantFrom('*', '`', 'a', ' ', '漢', '👍') });
    fc.assert(
      fc.property(text, fc.nat(5), (line, at) => {
        const row = emphasised([piece(line.slice(at))], at, emphasesIn(line));
        expect(row.map((each) => each.text).join('')).to.equal(line.slice(at));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
