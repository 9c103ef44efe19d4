/** When the index for search follows the commits. */
import { expect } from 'chai';
import { Lull } from '../../server/store/sqlite/lull.ts';

describe('the index for search', () => {
  let now: number;
  let lull: Lull;
  beforeEach(() => {
    now = 0;
    lull = new Lull(() => now);
  });

  it('follows at once what few say', () => {
    lull.note(3);
    expect(lull.wait(3)).to.equal(0);
  });

  it('waits while many talk, and follows when they pause', () => {
    lull.note(80);
    now += 400;
    lull.note(80);
    now += 400;
    lull.note(3);
    expect(lull.wait(163)).to.equal(100);
    now += 100;
    expect(lull.wait(163)).to.equal(0);
  });

  it('follows after twenty seconds though many still talk, and waits anew after a lull', () => {
    for (now = 1000; now < 21_000; now += 400) lull.note(20);
    expect(lull.wait(1000)).to.equal(0);
    now += 500;
    lull.note(20);
    expect(lull.wait(1000)).to.equal(500);
  });

  it('waits no longer when it lacks so much that a search would wait for it', () => {
    lull.note(80);
    expect(lull.wait(99_999)).to.be.above(0);
    expect(lull.wait(100_000)).to.equal(0);
  });
});
