/** Whoever tags, resumes and sends again has everything done once, however often and wherever the server is killed. */
import { expect } from 'chai';
import { allEnds } from './storm.ts';
import { MAX_RUN_MS, repeatable, survived } from './survival.ts';

describe('a server that dies again and again', function () {
  this.timeout(MAX_RUN_MS);

  it(`loses and doubles nothing, over 20 kills and 1,000 acknowledgements ${repeatable}`, async () => {
    const report = await survived({ people: 6, window: 4, kills: 20, acknowledgements: 1_000 });
    for (const how of allEnds) expect(report.kills.get(how), how).to.be.at.least(3);
    expect(report.complaints).to.equal('');
  });
});
