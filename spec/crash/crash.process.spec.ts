/** Whoever tags, resumes and sends again has everything done once, however often and wherever a real server is killed. */
import { expect } from 'chai';
import { seedOfThisRun } from '../support/seed.ts';
import { ordeal, type Plan, type Report } from './ordeal.ts';
import { allEnds } from './storm.ts';
import { totalKills } from './summary.ts';

const seed = seedOfThisRun();
/** Chance has the same seed again, though a kill never comes at quite the same time. */
const repeatable = `(PARLANCE_SEED=${seed} tries it again)`;

/** A run in which all went well. */
async function survived(plan: Omit<Plan, 'seed'>): Promise<Report> {
  const report = await ordeal({ seed, ...plan });
  expect(report.problems.join('\n'), `seed ${seed}`).to.equal('');
  expect(totalKills(report)).to.be.at.least(plan.kills);
  expect(report.acknowledgements).to.be.at.least(plan.acknowledgements);
  return report;
}

describe('a server that dies again and again', () => {
  it(`loses and doubles nothing, over 5 kills and 120 acknowledgements ${repeatable}`, async () => {
    const report = await survived({ people: 6, window: 4, kills: 5, acknowledgements: 120 });
    for (const how of allEnds) expect(report.kills.get(how), how).to.be.at.least(1);
    expect(report.complaints).to.equal('');
  });
});

describe('a server whose disk is full', () => {
  it(`recovers when there is room again, and nothing is lost or doubled ${repeatable}`, async () => {
    const plan = { people: 6, window: 1, kills: 1, acknowledgements: 30, floods: 1 };
    const { complaints } = await survived(plan);
    expect(complaints).to.match(/cannot be stored.*The disk is full/);
    expect(complaints).to.match(/can be stored again/);
  });
});
