/** A disk on which every commit takes two seconds: all takes longer, and is done once. */
import { Chance } from '../hostile/chance.ts';
import { MAX_RUN_MS, repeatable, seed, survived } from './survival.ts';

describe('a server whose commits take 2 seconds', function () {
  this.timeout(MAX_RUN_MS);

  it(`loses and doubles nothing when it is killed ${repeatable}`, async () => {
    const ends = [new Chance(seed).pick(['at random', 'telling'] as const)];
    const slow = { delay: 2_000, commits: 1, ends };
    await survived({ people: 6, window: 2, kills: 1, acknowledgements: 15, ...slow });
  });
});
