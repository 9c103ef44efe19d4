/** Simulated lives: people on a server that dies at any step lose nothing, and are told nothing wrong. */
import { expect } from 'chai';
import { playAgain, playSeed, stories } from './play.ts';

/** The seeds that are played, and how often the server dies in each. */
const SEEDS = 197;
const KILLS = 50;

describe('a simulated server', function () {
  this.timeout(600_000);

  it('lives the same life from the same seed, and from the decisions that were made in it', async () => {
    const life = await playSeed(1, KILLS);
    expect((await playSeed(1, KILLS)).digest()).to.equal(life.digest());
    expect((await playAgain(life.decisions)).digest()).to.equal(life.digest());
    expect((await playSeed(2, KILLS)).digest()).not.to.equal(life.digest());
  });

  it('loses, doubles, skips and mixes up nothing, over 10,000 kills', async () => {
    let kills = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const life = await playSeed(seed, KILLS);
      kills += life.kills;
      expect(stories(life, 3), `npm run sim -- --seed ${seed}`).to.deep.equal([]);
    }
    expect(kills).to.be.at.least(10_000);
  });
});
