/** The checker finds every server that is broken on purpose: behind each name stand the seed and the step at which it did. */
import type { Broken } from './breaking.ts';
import { brokenCode } from './broken-code.ts';
import { brokenRules } from './broken-rules.ts';
import { brokenStores } from './broken-stores.ts';
import { playSeed, stepOf } from './play.ts';

/** So many seeds are tried at most, with so many deaths in each. */
const MAX_SEEDS = 150;
const KILLS = 20;

describe('the checker of simulated lives', function () {
  this.timeout(600_000);

  for (const broken of [...brokenStores, ...brokenCode, ...brokenRules]) {
    it(`finds ${broken.name}`, async function () {
      const { seed, step } = await find(broken);
      if (this.test) this.test.title += ` (seed ${seed}, step ${step})`;
    });
  }
});

/** First with the seed that is noted; with others when people do other things by now. */
async function find({
  name,
  found,
  seed: noted,
  between,
  patch,
}: Broken): Promise<{ seed: number; step: number }> {
  const repair = patch?.();
  try {
    for (const seed of [noted, ...Array.from({ length: MAX_SEEDS }, (_, n) => n + 1)]) {
      const life = await playSeed(seed, KILLS, between);
      const problem = life.problems.find(({ text }) => found.test(text));
      if (problem !== undefined) return { seed, step: stepOf(problem, life) };
    }
    throw new Error(`nobody finds ${name}`);
  } finally {
    repair?.();
  }
}
