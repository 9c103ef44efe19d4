/**
 * The crash test by hand, for as long as one likes: `npm run crash -- --minutes 5 --seed 7`. With `--floods 10` the disk is
 * full now and then, ten times at least.
 */
import { parseArgs } from 'node:util';
import { ordeal } from './ordeal.ts';
import { summary } from './summary.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' }, floods: { type: 'string' } },
});

/** The number that an option asks for. */
function number(name: keyof typeof values, otherwise: number): number {
  const value = Number(values[name] ?? otherwise);
  if (Number.isFinite(value) && value >= 0) return value;
  console.error(`--${name} is a number, not "${values[name]}".`);
  process.exit(2);
}

const seed = number('seed', Math.floor(Math.random() * 2 ** 32));
const floods = number('floods', 0);
const minutes = number('minutes', 1);
console.log(`seed ${seed}`);
const report = await ordeal({
  seed,
  people: 6,
  window: floods > 0 ? 1 : 4,
  kills: 20,
  acknowledgements: 1_000,
  minutes,
  floods,
});
console.log(summary(report));
process.exitCode = report.problems.length > 0 ? 1 : 0;
