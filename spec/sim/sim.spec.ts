/** A simulated life can be lived again: its seed has all chance in it. */
import { expect } from 'chai';
import { playAgain, playSeed } from './play.ts';

const KILLS = 50;

describe('a simulated server', () => {
  it('lives the same life from the same seed, and from the decisions that were made in it', async () => {
    const life = await playSeed(1, KILLS);
    expect((await playSeed(1, KILLS)).digest()).to.equal(life.digest());
    expect((await playAgain(life.decisions)).digest()).to.equal(life.digest());
    expect((await playSeed(2, KILLS)).digest()).not.to.equal(life.digest());
  });
});
