/** Work that can wait: it is done to the end, at the earliest time that somebody wants, and again when it failed. */
import { expect } from 'chai';
import { Chores } from '../../server/store/sqlite/chores.ts';

describe('work that can wait', () => {
  let chores: Chores;
  const trouble: unknown[] = [];
  beforeEach(() => {
    trouble.length = 0;
    chores = new Chores((error) => trouble.push(error));
  });
  afterEach(() => chores.stop());

  it('is done step by step until there is no more', async () => {
    let steps = 0;
    await new Promise<void>((resolve) => {
      chores.plan(() => {
        steps += 1;
        if (steps === 3) resolve();
        return steps < 3;
      }, 0);
    });
    expect(steps).to.equal(3);
  });

  it('is not put off by who wants it later, and is done early for who wants it soon', async () => {
    const done: string[] = [];
    const never = () => false;
    await new Promise<void>((resolve) => {
      const both = () => {
        done.push('both');
        resolve();
        return false;
      };
      chores.plan(both, 600_000);
      chores.plan(both, 1);
      chores.plan(both, 600_000);
      chores.plan(never, 600_000);
    });
    expect(done).to.deep.equal(['both']);
  });

  it('is not done after the end, however late it is planned: no timer keeps a thread alive', () => {
    chores.stop();
    const before = process.getActiveResourcesInfo();
    chores.plan(() => false, 600_000);
    expect(process.getActiveResourcesInfo()).to.deep.equal(before);
  });

  it('is tried again when it failed, and told', async () => {
    let tries = 0;
    await new Promise<void>((resolve) => {
      chores.plan(() => {
        tries += 1;
        if (tries === 1) throw new Error('no room');
        resolve();
        return false;
      }, 0);
    });
    expect(trouble.map(String)).to.deep.equal(['Error: no room']);
  });
});
