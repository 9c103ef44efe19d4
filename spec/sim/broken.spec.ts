/** The checker finds every server that is broken on purpose: behind each name stand the seed and the step at which it did. */
import { expect } from 'chai';
import { type Broken, brokenServers } from './broken.ts';
import { type Life, playAgain, playSeed } from './play.ts';
import { shortestPrefix } from './shrink.ts';

/** So many seeds are tried at most, with so many deaths in each. */
const MAX_SEEDS = 40;
const KILLS = 20;

describe('the checker of simulated lives', function () {
  this.timeout(600_000);

  for (const broken of brokenServers) {
    it(`finds ${broken.name}`, async function () {
      const { seed, step } = await find(broken);
      if (this.test) this.test.title += ` (seed ${seed}, step ${step})`;
    });
  }
});

async function find(broken: Broken): Promise<{ seed: number; step: number }> {
  const repair = broken.patch?.();
  try {
    for (let seed = 1; seed <= MAX_SEEDS; seed += 1) {
      const { decisions, problems } = await playSeed(seed, KILLS, broken.between);
      if (problems.length === 0) continue;
      expect(problems.map(({ text }) => text).join('\n')).to.match(broken.found);
      const isWrong = async (some: typeof decisions): Promise<boolean> =>
        hasProblems(await playAgain(some, broken.between));
      return { seed, step: (await shortestPrefix(decisions, isWrong)).length };
    }
    throw new Error(`nobody finds ${broken.name}`);
  } finally {
    repair?.();
  }
}

const hasProblems = ({ problems }: Life): boolean => problems.length > 0;
