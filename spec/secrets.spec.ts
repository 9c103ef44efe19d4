/** What nobody can guess is drawn from the machine, many bytes at once. */
import { expect } from 'chai';
import { drawnAhead } from '../server/system/secrets.ts';

describe('what is drawn at random', () => {
  it('is as long as it was asked for, and given to nobody else', () => {
    const random = drawnAhead();
    const drawn = Array.from({ length: 1000 }, (_, n) => random(n % 7 === 0 ? 5000 : 16));
    expect(drawn.map(({ length }) => length)).to.eql(
      drawn.map((_, n) => (n % 7 === 0 ? 5000 : 16)),
    );
    expect(new Set(drawn.map((bytes) => bytes.toString('hex')))).to.have.property('size', 1000);
  });
});
