/** Which commits an operator is shown: the slowest of the last hour, and only a few of each minute are remembered. */
import { expect } from 'chai';
import { Slowest } from '../../server/watch/slowest.ts';

const MINUTE_MS = 60_000;
const small = () => ({ events: 1, people: 0, bytes: 100 });

describe('the slowest commits', () => {
  it('are five, the slowest first, with what they held and how long ago they were', () => {
    const slowest = new Slowest();
    for (const [n, took] of [3, 9, 1, 7, 5, 8, 2].entries()) {
      slowest.add(n * 1000, took, () => ({ events: took, people: 0, bytes: took * 100 }));
    }
    const told = slowest.at(10_000);
    expect(told.map(({ tookMs }) => tookMs)).to.deep.equal([9, 8, 7, 5, 3]);
    expect(told[0]).to.deep.equal({ agoMs: 9000, tookMs: 9, events: 9, people: 0, bytes: 900 });
  });

  it('are those of the last hour', () => {
    const slowest = new Slowest();
    slowest.add(0, 900, small);
    slowest.add(30 * MINUTE_MS, 20, small);
    expect(slowest.at(59 * MINUTE_MS).map(({ tookMs }) => tookMs)).to.deep.equal([900, 20]);
    expect(slowest.at(60 * MINUTE_MS).map(({ tookMs }) => tookMs)).to.deep.equal([20]);
  });

  it('are not weighed when others were slower in that minute', () => {
    const slowest = new Slowest();
    let weighed = 0;
    for (let n = 0; n < 1000; n += 1) {
      slowest.add(n, n < 5 ? 50 : 1, () => {
        weighed += 1;
        return small();
      });
    }
    expect(weighed).to.equal(5);
  });
});
