/** Whoever tags, resumes and sends again has everything done once, however often and wherever a real server is killed. */
import { expect } from 'chai';
import { seedOfThisRun } from '../support/seed.ts';
import { ordeal, type Plan } from './ordeal.ts';
import { allEnds } from './storm.ts';
import { totalKills } from './summary.ts';

const seed = seedOfThisRun();
/** Chance has the same seed again, though a kill never comes at quite the same time. */
const repeatable = `(PARLANCE_SEED=${seed} tries it again)`;

describe('a server that dies again and again, and whose disk is full meanwhile', () => {
  it(`loses and doubles nothing, over 6 kills and 120 acknowledgements ${repeatable}`, async () => {
    const plan: Plan = { seed, people: 6, window: 4, kills: 6, acknowledgements: 120, floods: 1 };
    const report = await ordeal(plan);
    expect(report.problems.join('\n'), `seed ${seed}`).to.equal('');
    expect(totalKills(report)).to.be.at.least(plan.kills);
    for (const how of allEnds) expect(report.kills.get(how), how).to.be.at.least(1);
    expect(report.acknowledgements).to.be.at.least(plan.acknowledgements);
    const complaints = report.complaints.trimEnd().split('\n');
    expect(complaints.join()).to.match(/cannot be stored.*The disk is full/);
    expect(complaints.filter((each) => !/The disk is full|can be stored again/.test(each))).to.be
      .empty;
  });
});
