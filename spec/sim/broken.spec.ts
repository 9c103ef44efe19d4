/** The checker finds every server that is broken on purpose: behind each name stand the seed and the step at which it did. */
import { type Broken, brokenServers } from './broken.ts';
import { type Life, playAgain, playSeed } from './play.ts';
import { shortestPrefix } from './shrink.ts';

/** So many seeds are tried at most, with so many deaths in each. */
const MAX_SEEDS = 150;
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
      const life = await playSeed(seed, KILLS, broken.between);
      if (!isFound(life, broken)) continue;
      const isWrong = async (some: typeof life.decisions): Promise<boolean> =>
        isFound(await playAgain(some, broken.between), broken);
      return { seed, step: (await shortestPrefix(life.decisions, isWrong)).length };
    }
    throw new Error(`nobody finds ${broken.name}`);
  } finally {
    repair?.();
  }
}

const isFound = ({ problems }: Life, { found }: Broken): boolean =>
  problems.some(({ text }) => found.test(text));
