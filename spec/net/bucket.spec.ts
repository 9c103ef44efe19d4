/** Token buckets: who may go on at once, and who waits for how long. */
import { expect } from 'chai';
import fc from 'fast-check';
import { Bucket } from '../../server/net/bucket.ts';

describe('a rate', () => {
  it('lets a burst through at once, then what comes back with time', () => {
    const bucket = new Bucket({ perSecond: 2, burst: 3 });
    const now = 1_000_000;
    expect([1, 1, 1].map((cost) => bucket.take(cost, now))).to.deep.equal([0, 0, 0]);
    expect(bucket.wait(1, now)).to.equal(500);
    expect(bucket.wait(1, now + 499)).to.equal(1);
    expect(bucket.take(1, now + 500)).to.equal(0);
    expect(bucket.wait(1, now + 500)).to.equal(500);
  });

  it('gives those who may not go yet a place one behind the other', () => {
    const bucket = new Bucket({ perSecond: 2, burst: 1 });
    expect([1, 1, 1].map((cost) => bucket.take(cost, 0))).to.deep.equal([0, 500, 1000]);
    expect(bucket.take(1, 1000)).to.equal(500);
  });

  it('is full again after a rest, and not fuller', () => {
    const bucket = new Bucket({ perSecond: 2, burst: 3 });
    expect(bucket.take(3, 0)).to.equal(0);
    expect(bucket.take(3, 1_000_000)).to.equal(0);
    expect(bucket.wait(1, 1_000_000)).to.equal(500);
  });

  it('lets through from a full bucket what costs more than it holds, and the debt is paid first', () => {
    const bucket = new Bucket({ perSecond: 1, burst: 2 });
    expect(bucket.take(10, 0)).to.equal(0);
    expect(bucket.wait(1, 0)).to.equal(9000);
    expect(bucket.wait(10, 9000)).to.equal(1000);
    expect(bucket.take(10, 10_000)).to.equal(0);
  });

  it('may be none at all', () => {
    const bucket = new Bucket({ perSecond: Number.POSITIVE_INFINITY, burst: 1 });
    for (let i = 0; i < 1000; i++) expect(bucket.take(100, 0)).to.equal(0);
  });

  const rate = fc.record({
    perSecond: fc.integer({ min: 1, max: 1000 }),
    burst: fc.integer({ min: 1, max: 100 }),
  });
  const step = fc.record({ after: fc.nat({ max: 2000 }), cost: fc.integer({ min: 1, max: 20 }) });

  const manySteps = fc.array(step, { size: 'max', maxLength: 60 });

  it('never lets more through than the burst and what came back, in any stretch of time', () => {
    fc.assert(
      fc.property(rate, manySteps, ({ perSecond, burst }, steps) => {
        const bucket = new Bucket({ perSecond, burst: burst + 20 });
        let now = 0;
        const gone: { at: number; cost: number }[] = [];
        for (const { after, cost } of steps) {
          now += after;
          gone.push({ at: now + bucket.take(cost, now), cost });
        }
        for (let from = 0; from < gone.length; from++) {
          let sum = 0;
          for (const { at, cost } of gone.slice(from)) {
            sum += cost;
            const bound = burst + 20 + ((at - gone[from]!.at) / 1000) * perSecond;
            // A wait is rounded up to a whole millisecond.
            expect(sum).to.be.at.most(bound + perSecond / 1000 + 1e-6);
          }
        }
      }),
    );
  });

  it('keeps nobody longer than told', () => {
    fc.assert(
      fc.property(
        rate,
        fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 40 }),
        (rate, costs) => {
          const bucket = new Bucket(rate);
          let now = 1_763_812_862_345;
          for (const cost of costs) {
            now += bucket.wait(cost, now);
            expect(bucket.take(cost, now)).to.equal(0);
          }
        },
      ),
    );
  });
});
