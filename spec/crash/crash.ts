/** The crash test by hand, for as long as one likes: `npm run crash -- --minutes 5 --seed 7`. */
import { parseArgs } from 'node:util';
import { seedOfThisRun } from '../hostile/chance.ts';
import { ordeal } from './ordeal.ts';
import { summary } from './summary.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: `${seedOfThisRun()}` },
    people: { type: 'string', default: '6' },
  },
});
console.log(`seed ${values.seed}`);
const report = await ordeal({
  seed: Number(values.seed),
  people: Number(values.people),
  window: 4,
  kills: 20,
  acknowledgements: 1_000,
  minutes: Number(values.minutes),
});
console.log(summary(report));
process.exitCode = report.problems.length > 0 ? 1 : 0;
