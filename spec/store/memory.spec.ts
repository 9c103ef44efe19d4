/** The log in memory: the contract, and that it never grows past its bound. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { LogKey } from '../../grammar/names.ts';
import { MemoryLog } from '../../server/store/memory.ts';
import { logContract } from './contract.ts';
import { entry, message, part, session, tagged, turn } from './records.ts';

logContract('in memory', async () => new MemoryLog());

describe('a full log in memory', () => {
  const dev = '#dev' as LogKey;
  const tea = '#tea' as LogKey;
  const seqs = async (log: MemoryLog, key: LogKey, after = 0): Promise<number[]> =>
    (await log.read(key, part({ after }))).map(({ event }) => event.seq);

  it('forgets the oldest records of all first, whichever log they are in', async () => {
    const log = new MemoryLog(5000);
    await log.append(turn(entry(tea, 0, 2)));
    await log.append(turn(entry(dev, 0, 20)));
    expect(await seqs(log, tea)).to.deep.equal([]);
    const kept = await seqs(log, dev);
    expect(kept.at(-1)).to.equal(20);
    expect(kept.length).to.be.within(8, 15);
  });

  it('goes on counting where a log ended, though none of it is left', async () => {
    const log = new MemoryLog(5000);
    await log.append(turn(entry(tea, 0, 2)));
    await log.append(turn(entry(dev, 0, 30)));
    expect((await log.append(turn(entry(tea, 0, 1)))).is).to.equal('nothing');
    expect((await log.append(turn(entry(tea, 2, 3)))).is).to.equal('done');
    expect(await seqs(log, tea)).to.deep.equal([3]);
  });

  it('reads from its oldest record when more was asked for', async () => {
    const log = new MemoryLog(5000);
    await log.append(turn(entry(dev, 0, 40)));
    const all = await seqs(log, dev);
    expect(await seqs(log, dev, 2)).to.deep.equal(all);
    expect(await seqs(log, dev, 39)).to.deep.equal([40]);
  });

  it('lets a session keep the answers of what is forgotten', async () => {
    const log = new MemoryLog(5000);
    const records = entry(dev, 0, 20).records.map((record, n) => tagged(record, `t${n}`));
    await log.append({ ...turn({ log: dev, after: 0, records }), sessions: [session('desk')] });
    expect((await seqs(log, dev))[0]).to.be.above(1);
    expect((await log.answers('desk')).map(({ tag }) => tag)).to.deep.equal(
      records.map(({ tag }) => tag),
    );
  });

  it('keeps a message larger than all of it for nobody', async () => {
    const log = new MemoryLog(1000);
    await log.append(turn({ log: dev, after: 0, records: [message(dev, 1, 'x'.repeat(4096))] }));
    expect(await seqs(log, dev)).to.deep.equal([]);
    expect((await log.append(turn(entry(dev, 1, 2)))).is).to.equal('done');
  });

  it('keeps the end of each log dense, whatever is said where', async () => {
    const turns = fc.array(fc.tuple(fc.constantFrom(dev, tea), fc.integer({ min: 1, max: 9 })));
    await fc.assert(
      fc.asyncProperty(turns, async (said) => {
        const log = new MemoryLog(6000);
        const ends = new Map<LogKey, number>([
          [dev, 0],
          [tea, 0],
        ]);
        for (const [key, count] of said) {
          const end = ends.get(key) ?? 0;
          expect((await log.append(turn(entry(key, end, end + count)))).is).to.equal('done');
          ends.set(key, end + count);
        }
        for (const [key, end] of ends) {
          const kept = await seqs(log, key);
          expect(kept).to.deep.equal(kept.map((_, n) => end - kept.length + 1 + n));
        }
      }),
    );
  });
});
