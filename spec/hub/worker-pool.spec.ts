/** Slow work for many people, of which only so much is done at a time. */
import { expect } from 'chai';
import { WorkerPool } from '../../server/hub/worker-pool.ts';
import { looked } from '../support/server.ts';

describe('slow work', () => {
  let pool: WorkerPool;
  /** What has begun, in order. */
  let begun: string[];
  /** What ends each of it. */
  let ends: Map<string, PromiseWithResolvers<string>>;

  beforeEach(() => {
    pool = new WorkerPool(2);
    begun = [];
    ends = new Map();
  });

  function ask(address: string, task: string): Promise<string> {
    return pool.run(address, () => {
      const end = Promise.withResolvers<string>();
      begun.push(task);
      ends.set(task, end);
      return end.promise;
    });
  }

  it('is done for two at a time, and those who wait take turns, however much one of them asks for', async () => {
    const all = ['a1', 'a2', 'a3', 'a4'].map((task) => ask('A', task));
    all.push(ask('B', 'b1'));
    expect(begun).to.deep.equal(['a1', 'a2']);
    for (const task of ['a1', 'a2', 'a3', 'b1', 'a4']) {
      await looked();
      ends.get(task)?.resolve(`${task} is done`);
    }
    expect(begun).to.deep.equal(['a1', 'a2', 'a3', 'b1', 'a4']);
    expect((await Promise.all(all)).at(-1)).to.equal('b1 is done');
  });

  it('that fails tells so to whoever asked, and to nobody else; the next one begins in its place', async () => {
    const failing = ['a1', 'a2'].map((task) => ask('A', task));
    const broken = pool.run('A', () => {
      throw new Error('it could not begin');
    });
    const next = ask('B', 'b1');
    ends.get('a1')?.reject(new Error('the disk is gone'));
    ends.get('a2')?.reject(new Error('so it is'));
    const outcomes = await Promise.allSettled([...failing, broken]);
    expect(outcomes.map((each) => 'reason' in each && each.reason.message)).to.deep.equal([
      'the disk is gone',
      'so it is',
      'it could not begin',
    ]);
    ends.get('b1')?.resolve('done');
    expect(await next).to.equal('done');
    expect(begun).to.deep.equal(['a1', 'a2', 'b1']);
  });
});
