/** What fails is made shorter until nothing more can be left out. */
import { expect } from 'chai';
import { shortestPrefix, shrink } from './shrink.ts';

const numbers = Array.from({ length: 100 }, (_, n) => n);

describe('a list that fails', () => {
  it('is shrunk to what it needs, wherever that stands', async () => {
    const needed = [3, 17, 18, 96];
    const fails = async (some: readonly number[]) => needed.every((each) => some.includes(each));
    expect(await shrink(numbers, fails)).to.deep.equal(needed);
  });

  it('is shrunk to nothing when nothing is needed', async () => {
    expect(await shrink(numbers, async () => true)).to.deep.equal([]);
  });

  it('is cut off behind what it needs last', async () => {
    const fails = async (some: readonly number[]) => some.includes(40);
    expect(await shortestPrefix(numbers, fails)).to.deep.equal(numbers.slice(0, 41));
  });
});
