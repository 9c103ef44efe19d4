/** The log in memory: the contract, and that it never grows past its bound. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { LogKey } from '../../grammar/names.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { HandClock, START } from '../support/hand-clock.ts';
import { storeContract } from './contract.ts';
import { entry, message, part, session, tagged, time, turn } from './records.ts';

storeContract('in memory', async () => new MemoryStore(new HandClock()));

describe('a full log in memory', () => {
  const dev = '#dev' as LogKey;
  const tea = '#tea' as LogKey;
  const seqs = async (store: MemoryStore, key: LogKey, after = 0): Promise<number[]> =>
    (await store.read(key, part({ after }))).map(({ event }) => event.seq);

  it('forgets the oldest records of all first, whichever log they are in', async () => {
    const store = new MemoryStore(new HandClock(), 5000);
    await store.append(turn(entry(tea, 0, 2)));
    await store.append(turn(entry(dev, 0, 20)));
    expect(await seqs(store, tea)).to.deep.equal([]);
    const kept = await seqs(store, dev);
    expect(kept.at(-1)).to.equal(20);
    expect(kept.length).to.be.within(8, 15);
  });

  it('goes on counting where a log ended, though none of it is left', async () => {
    const store = new MemoryStore(new HandClock(), 5000);
    await store.append(turn(entry(tea, 0, 2)));
    await store.append(turn(entry(dev, 0, 30)));
    expect((await store.append(turn(entry(tea, 0, 1)))).is).to.equal('nothing');
    expect((await store.append(turn(entry(tea, 2, 3)))).is).to.equal('done');
    expect(await seqs(store, tea)).to.deep.equal([3]);
  });

  it('reads from its oldest record when more was asked for', async () => {
    const store = new MemoryStore(new HandClock(), 5000);
    await store.append(turn(entry(dev, 0, 40)));
    const all = await seqs(store, dev);
    expect(await seqs(store, dev, 2)).to.deep.equal(all);
    expect(await seqs(store, dev, 39)).to.deep.equal([40]);
  });

  it('lets a session keep the answers of what is forgotten', async () => {
    const store = new MemoryStore(new HandClock(), 5000);
    const records = entry(dev, 0, 20).records.map((record, n) => tagged(record, `t${n}`));
    await store.append({ ...turn({ log: dev, after: 0, records }), sessions: [session('desk')] });
    expect((await seqs(store, dev))[0]).to.be.above(1);
    expect((await store.answers('desk')).map(({ tag }) => tag)).to.deep.equal(
      records.map(({ tag }) => tag),
    );
  });

  it('forgets what became too old meanwhile, by the clock that it is given', async () => {
    const clock = new HandClock();
    const store = new MemoryStore(clock);
    const retention = START + 60_000 - time(2);
    await store.append(turn({ ...entry(dev, 0, 3), retention }));
    clock.pass(60_000);
    expect(await seqs(store, dev)).to.deep.equal([2, 3]);
    clock.pass(1);
    expect(await seqs(store, dev)).to.deep.equal([3]);
  });

  it('keeps a message larger than all of it for nobody', async () => {
    const store = new MemoryStore(new HandClock(), 1000);
    await store.append(turn({ log: dev, after: 0, records: [message(dev, 1, 'x'.repeat(4096))] }));
    expect(await seqs(store, dev)).to.deep.equal([]);
    expect((await store.append(turn(entry(dev, 1, 2)))).is).to.equal('done');
  });

  it('keeps the end of each log dense, whatever is said where', async () => {
    const turns = fc.array(fc.tuple(fc.constantFrom(dev, tea), fc.integer({ min: 1, max: 9 })));
    await fc.assert(
      fc.asyncProperty(turns, async (said) => {
        const store = new MemoryStore(new HandClock(), 6000);
        const ends = new Map<LogKey, number>([
          [dev, 0],
          [tea, 0],
        ]);
        for (const [key, count] of said) {
          const end = ends.get(key) ?? 0;
          expect((await store.append(turn(entry(key, end, end + count)))).is).to.equal('done');
          ends.set(key, end + count);
        }
        for (const [key, end] of ends) {
          const kept = await seqs(store, key);
          expect(kept).to.deep.equal(kept.map((_, n) => end - kept.length + 1 + n));
        }
      }),
    );
  });
});
