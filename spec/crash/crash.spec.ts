/** Whoever tags, resumes and sends again has everything done once, however often and wherever the server is killed. */
import { expect } from 'chai';
import { Chance, seedOfThisRun } from '../hostile/chance.ts';
import { ordeal, type Plan, type Report } from './ordeal.ts';
import { allEnds } from './storm.ts';
import { totalKills } from './summary.ts';

describe('a server that dies', function () {
  this.timeout(180_000);
  const seed = seedOfThisRun();
  const repeatable = `(PARLANCE_SEED=${seed} repeats it)`;

  /** A run in which all went well. */
  async function survived(plan: Omit<Plan, 'seed'>): Promise<Report> {
    const report = await ordeal({ seed, ...plan });
    expect(report.problems.join('\n'), `seed ${seed}`).to.equal('');
    expect(totalKills(report)).to.be.at.least(plan.kills);
    expect(report.acknowledgements).to.be.at.least(plan.acknowledgements);
    return report;
  }

  it(`loses and doubles nothing, over 20 kills and 1,000 acknowledgements ${repeatable}`, async () => {
    const report = await survived({ people: 6, window: 4, kills: 20, acknowledgements: 1_000 });
    for (const how of allEnds) expect(report.kills.get(how), how).to.be.at.least(3);
    expect(report.complaints).to.equal('');
  });

  it(`recovers when its disk was full, and nothing of what was refused is done ${repeatable}`, async () => {
    const plan = { people: 6, window: 1, kills: 3, acknowledgements: 300, floods: 4 };
    const { complaints } = await survived(plan);
    expect(complaints).to.match(/cannot be stored.*The disk is full/);
    expect(complaints).to.match(/can be stored again/);
  });

  it(`loses nothing when each commit takes 2 seconds ${repeatable}`, async () => {
    const ends = [new Chance(seed).pick(['at random', 'telling'] as const)];
    const slow = { delay: 2_000, commits: 1, ends };
    await survived({ people: 6, window: 2, kills: 1, acknowledgements: 15, ...slow });
  });
});
