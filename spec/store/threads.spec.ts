/** Threads of the store that die: what became of a turn is unknown until another one has looked, and then all goes on. */
import type { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { newDirectory } from '../support/folders.ts';
import { openThreads, refusal } from './directories.ts';
import { disk } from './disk.ts';
import { dev, entry, seqs, tea, turn } from './records.ts';

const [asked, writing, done] = ['as it is asked', 'in the commit', 'when it is done'];
/** Each comes behind each other one, and behind itself. */
const moments = [asked, asked, writing, writing, done, done, asked, done, writing, asked];

describe('a thread that writes and dies', () => {
  let writer: Worker | undefined;
  const note = (worker: Worker): void => {
    if (worker.threadName === 'writer') writer = worker;
  };
  before(() => process.on('worker', note));
  after(() => process.off('worker', note));

  /** It dies, wherever it is. */
  const dies = async (): Promise<unknown> => writer?.terminate();

  it('in a commit: nothing of that is kept, others may write, and the operator is told', async () => {
    const told: string[] = [];
    const warn = (fact: string) => told.push(fact);
    const directory = newDirectory();
    const store = await openThreads(directory, { warn });
    await store.append(turn(entry(dev, 0, 1)));
    await disk.hold();
    const { begun: lost } = await disk.committing(() => store.append(turn(entry(dev, 1, 3))));
    await dies();
    disk.release();
    expect(await lost).to.include({ is: 'unknown', turn: 2 });
    expect(await store.lastTurn()).to.equal(1);
    expect(await seqs(store)).to.deep.equal([1]);
    expect(await store.append(turn(entry(dev, 1, 2)))).to.deep.equal({ is: 'done', turn: 2 });
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/thread of the store had died/);
    expect(await refusal(directory)).to.match(/[Aa]nother Parlance server is running/);
  });

  it('while nothing is asked of it: nobody notices', async () => {
    const store = await openThreads(newDirectory());
    await store.append(turn(entry(dev, 0, 1)));
    await dies();
    const both = [store.append(turn(entry(dev, 1, 2))), store.append(turn(entry(tea, 0, 1)))];
    expect((await Promise.all(both)).map(({ is }) => is)).to.deep.equal(['done', 'done']);
    expect(await store.lastTurn()).to.equal(3);
  });

  it('at any moment: what is done is there, what is nothing is not, and the last turn tells the rest', async () => {
    const store = await openThreads(newDirectory());
    let end = 0;
    for (const moment of moments) {
      const append = () => store.append(turn(entry(dev, end, end + 2)));
      if (moment === writing) await disk.hold();
      const { begun: appended } =
        moment === writing ? await disk.committing(append) : { begun: append() };
      if (moment === done) await appended;
      await dies();
      disk.release();
      const outcome = await appended;
      const last = await store.lastTurn();
      const isKept = outcome.is === 'unknown' ? last === outcome.turn : outcome.is === 'done';
      if (isKept) end += 2;
      expect((await seqs(store)).at(-1) ?? 0).to.equal(end);
      expect(last).to.equal(end / 2);
    }
  });
});
