/** Runs that specs are about: all of it has to go well. */
import { expect } from 'chai';
import { seedOfThisRun } from '../support/seed.ts';
import { ordeal, type Plan, type Report } from './ordeal.ts';
import { totalKills } from './summary.ts';

export const seed = seedOfThisRun();
/** For the title of a spec: chance has the same seed again, though a kill never comes at quite the same time. */
export const repeatable = `(PARLANCE_SEED=${seed} tries it again)`;
/** How long a run may take, in milliseconds, on the slowest machine. */
export const MAX_RUN_MS = 180_000;

/** A run in which all went well. */
export async function survived(plan: Omit<Plan, 'seed'>): Promise<Report> {
  const report = await ordeal({ seed, ...plan });
  expect(report.problems.join('\n'), `seed ${seed}`).to.equal('');
  expect(totalKills(report)).to.be.at.least(plan.kills);
  expect(report.acknowledgements).to.be.at.least(plan.acknowledgements);
  return report;
}
