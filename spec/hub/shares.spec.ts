/** The server's time, shared by addresses. */
import { expect } from 'chai';
import { Shares } from '../../server/hub/shares.ts';

/** A quarter of the time, and 2 ms at once. */
const share = { perSecond: 250, burst: 2 };

describe('an address that keeps the server busy', () => {
  let shares: Shares;

  beforeEach(() => {
    shares = new Shares(share);
  });

  it('rests until others have had three times as much', () => {
    shares.took('A', 2, 0);
    expect(shares.rest('A', 0)).to.equal(0);
    shares.took('A', 10, 0);
    expect(shares.rest('A', 0)).to.equal(40);
    expect(shares.rest('A', 40)).to.equal(0);
    expect(shares.rest('B', 0)).to.equal(0);
  });

  it('pays for what it takes to tell what came of its lines, and nobody else does', () => {
    shares.took('A', 3, 0);
    shares.took('B', 1, 0);
    shares.told(8, 0);
    expect(shares.rest('A', 0)).to.equal(28);
    expect(shares.rest('B', 0)).to.equal(4);
    shares.told(100, 0);
    expect(shares.rest('A', 0)).to.equal(28);
  });

  it('owes that also when very many others came after it', () => {
    shares.took('A', 1000, 0);
    for (let n = 0; n < 3000; n += 1) shares.took(`B${n}`, 0.001, n);
    expect(shares.rest('A', 3000)).to.be.above(0);
  });

  it('never rests where nothing is limited', () => {
    const all = new Shares({ perSecond: Number.POSITIVE_INFINITY, burst: 1 });
    all.took('A', 1000, 0);
    all.told(1000, 0);
    expect(all.rest('A', 0)).to.equal(0);
  });
});
