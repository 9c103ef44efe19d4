/** The checker finds every server that is broken on purpose: behind each name stand the life and the step at which it did. */
import { readFileSync } from 'node:fs';
import type { Broken } from './breaking.ts';
import { brokenCode } from './broken-code.ts';
import { brokenRules } from './broken-rules.ts';
import { brokenStores } from './broken-stores.ts';
import { decisionsIn } from './decisions.ts';
import type { Between } from './host.ts';
import { type Life, playAgain, playSeed, stepOf } from './play.ts';

/** So many seeds are tried at most, with so many deaths in each. */
const MAX_SEEDS = 150;
const KILLS = 20;

describe('the checker of simulated lives', function () {
  this.timeout(600_000);

  for (const broken of [...brokenStores, ...brokenCode, ...brokenRules]) {
    it(`finds ${broken.name}`, async function () {
      const { life, step } = await find(broken);
      if (this.test) this.test.title += ` (${life}, step ${step})`;
    });
  }
});

/** First in the life that is noted; in others when people do other things by now. */
async function find({
  name,
  found,
  life: noted,
  between,
  patch,
}: Broken): Promise<{ life: number | string; step: number }> {
  const repair = patch?.();
  try {
    for (const which of [noted, ...Array.from({ length: MAX_SEEDS }, (_, n) => n + 1)]) {
      const life = await play(which, between);
      const problem = life.problems.find(({ text }) => found.test(text));
      if (problem !== undefined) return { life: which, step: stepOf(problem, life) };
    }
    throw new Error(`nobody finds ${name}`);
  } finally {
    repair?.();
  }
}

function play(which: number | string, between?: Between): Promise<Life> {
  if (typeof which === 'number') return playSeed(which, KILLS, between);
  const text = readFileSync(new URL(`./broken/${which}`, import.meta.url), 'utf8');
  return playAgain(decisionsIn(text), between);
}
