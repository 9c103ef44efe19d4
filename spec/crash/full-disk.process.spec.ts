/** A disk that fills up and is freed: what is refused is not done, what can be read is read, and then it goes on. */
import { expect } from 'chai';
import { MAX_RUN_MS, repeatable, survived } from './survival.ts';

describe('a server whose disk is full', function () {
  this.timeout(MAX_RUN_MS);

  it(`recovers when there is room again, and nothing is lost or doubled ${repeatable}`, async () => {
    const plan = { people: 6, window: 1, kills: 3, acknowledgements: 300, floods: 4 };
    const { complaints } = await survived(plan);
    expect(complaints).to.match(/cannot be stored.*The disk is full/);
    expect(complaints).to.match(/can be stored again/);
  });
});
