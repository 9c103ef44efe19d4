/** What was deleted, and what is too old, is gone: from what is read and found, and from the bytes of the files. */
import { execFileSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { check } from '../../server/admin/check.ts';
import { exportLog } from '../../server/admin/export.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import type { LogRecord } from '../../server/store/store.ts';
import { newDirectory } from '../support/folders.ts';
import { HandClock, START } from '../support/hand-clock.ts';
import { open, TIDY_MS } from './directories.ts';
import { indexProblems } from './index-problems.ts';
import { dev, entry, message, search, seqs, session, tagged, tea, turn } from './records.ts';

/** Answers whether some file in a directory holds these bytes. By a process of its own: reading a database here would free its locks. */
function holds(directory: string, text: string): boolean {
  try {
    execFileSync('grep', ['-r', '-a', '-i', '-q', '-F', text, directory]);
    return true;
  } catch {
    return false;
  }
}

describe('a text that was deleted', () => {
  let clock: HandClock;
  beforeEach(() => {
    clock = new HandClock();
  });
  const deleted = (seq: number) => ({ ...message(dev, seq, '').event, deleted: 99 });

  it('is in no file soon after, whether it had been indexed or not', async () => {
    for (const isIndexed of [true, false]) {
      const directory = newDirectory();
      const store = await open(directory, {}, clock);
      const records = [message(dev, 1, 'the password is Xyzzyplugh'), message(dev, 2, 'oh no')];
      await store.append(turn({ log: dev, after: 0, records }));
      if (isIndexed) await store.finishIndex();
      expect(holds(directory, 'xyzzyplugh')).to.equal(true);
      await store.append(turn({ ...entry(dev, 2, 3), amended: [deleted(1)] }));
      clock.pass(TIDY_MS);
      expect(holds(directory, 'xyzzyplugh')).to.equal(false);
      await store.close();
      expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
    }
  });

  it('is in no file after all that may have happened to it before', async () => {
    const size = fc.integer({ min: 0, max: 1500 });
    const deeds = fc.array(fc.tuple(fc.nat({ max: 99 }), size), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        deeds,
        fc.array(size, { minLength: 60, maxLength: 100 }),
        async (edits, sizes) => {
          const directory = newDirectory();
          const store = await open(directory, {}, clock);
          const text = (n: number, size: number, kind = 'old') =>
            `${kind}${n}secret ${'word '.repeat(size / 5)}${kind}${n}hidden`;
          const records = sizes.map((size, n): LogRecord => message(dev, n + 1, text(n + 1, size)));
          await store.append(turn({ log: dev, after: 0, records }));
          await store.finishIndex();
          let end = records.length;
          for (const [n, size] of edits) {
            const seq = 1 + (n % records.length);
            const amended = [message(dev, seq, text(seq, size, 'new')).event];
            await store.append(turn({ ...entry(dev, end, end + 1), amended }));
            end += 1;
          }
          await store.finishIndex();
          const all = records.map((_, n) => deleted(n + 1));
          await store.append(turn({ ...entry(dev, end, end + 1), amended: all }));
          clock.pass(TIDY_MS);
          expect(holds(directory, 'secret'), 'the first words').to.equal(false);
          expect(holds(directory, 'hidden'), 'the last words').to.equal(false);
          await store.close();
          expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });
});

describe('retention', () => {
  let clock: HandClock;
  beforeEach(() => {
    clock = new HandClock();
  });
  const retention = 24 * 3_600_000;
  /** Ten messages of long ago, and ten of now. */
  const said = (): LogRecord[] =>
    Array.from({ length: 20 }, (_, n) => {
      const at = n < 10 ? Date.UTC(2020, 0, 1, 0, 0, n) : START;
      return tagged(message(dev, n + 1, `number ${n + 1}`, { at }), `t${n + 1}`);
    });
  const about = { name: '#dev', topic: 'ships' };
  const sessions = [session('desk')];

  it('removes what is too old from logs, search and files, and lets sessions keep their answers', async () => {
    const directory = newDirectory();
    const store = await open(directory, { retention }, clock);
    const calls = [5, 15].map((seq) => ({ seq, who: ['guest:7'] }));
    await store.append({
      ...turn({ log: dev, after: 0, records: said(), about, calls }),
      sessions,
    });
    await store.finishIndex();
    clock.pass(TIDY_MS);
    const called = { of: 'guest:7', logs: [dev], behind: [], besides: [], limit: 9 };
    expect((await store.mentions(called)).map(({ message }) => message.seq)).to.deep.equal([15]);
    expect(await seqs(store)).to.deep.equal([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(await store.search(search('number', { limit: 100 }))).to.have.length(10);
    const answers = said().map(({ tag, event }) => ({
      ...{ tag, done: 'msg', outcome: { room: dev, seq: event.seq } },
    }));
    expect(await store.answers('desk')).to.deep.equal(answers);
    expect(await store.lastBefore(dev, Date.UTC(2021, 0, 1))).to.equal(0);
    expect(await store.lastBefore(dev, Number.MAX_SAFE_INTEGER)).to.equal(20);
    expect(holds(directory, '2020-01-01')).to.equal(false);
    await store.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
  });

  it('of one log removes what is too old there from the files, and leaves a store that makes sense', async () => {
    const directory = newDirectory();
    const store = await open(directory, {}, clock);
    const old = [1, 2].map((n) => message(dev, n, `xyzzy${n}`, { at: Date.UTC(2020, 0, 1, 0, n) }));
    const others = [1, 2].map((n) =>
      message(tea, n, `plugh ${n}`, { at: Date.UTC(2020, 0, 1, 1, n) }),
    );
    await store.append(
      turn({ log: dev, after: 0, records: old }, { log: tea, after: 0, records: others }),
    );
    await store.finishIndex();
    const { event, ...by } = message(dev, 3, 'now', { at: START });
    const now = { ...by, event: { ...event, of: 1, of_from: 'ann' } };
    const about = { name: '#kitchen', formerly: ['#dev'] };
    await store.append(turn({ log: dev, after: 2, records: [now], retention, about }));
    clock.pass(TIDY_MS);
    expect(holds(directory, 'xyzzy')).to.equal(false);
    expect(holds(directory, 'plugh')).to.equal(true);
    expect(await seqs(store)).to.deep.equal([3]);
    await store.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
    const again = await open(directory, { retention: 10 * 365 * retention }, clock);
    clock.pass(TIDY_MS);
    expect(await seqs(again)).to.deep.equal([3]);
    expect(await seqs(again, tea)).to.deep.equal([1, 2]);
    await again.close();
    const { sentences } = await check(directory);
    expect(sentences.filter((sentence) => !/tea/.test(sentence))).to.have.length(1);
    const output = new PassThrough({ encoding: 'utf8' });
    await exportLog(directory, '#Kitchen', 'text', output);
    expect(output.read()).to.match(/^3 .* now\n$/);
  });

  it('leaves sessions the answers of what the index had not come to, and of what was forgotten', async () => {
    for (const isForgotten of [true, false]) {
      const store = await open(newDirectory(), isForgotten ? {} : { retention }, clock);
      const records = said().slice(0, 10);
      const forgotten = isForgotten ? [dev] : [];
      await store.append({ ...turn({ log: dev, after: 0, records }), sessions, forgotten });
      clock.pass(TIDY_MS);
      expect(await seqs(store)).to.deep.equal([]);
      const tags = records.map(({ tag }) => tag);
      expect((await store.answers('desk')).map(({ tag }) => tag)).to.deep.equal(tags);
      await store.finishIndex();
      expect((await store.answers('desk')).map(({ tag }) => tag)).to.deep.equal(tags);
    }
  });

  it('does so by itself when the store is opened', async () => {
    const directory = newDirectory();
    const first = await open(directory, {}, clock);
    await first.append({ ...turn({ log: dev, after: 0, records: said() }), sessions });
    await first.close();
    const store = await open(directory, { retention }, clock);
    clock.pass(TIDY_MS);
    expect(await seqs(store)).to.deep.equal([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });

  it('uses no number again, and keeps what there is to know of a log that is empty', async () => {
    const directory = newDirectory();
    const first = await open(directory, { retention }, clock);
    const records = said().slice(0, 10);
    await first.append({ ...turn({ log: dev, after: 0, records, about }), sessions });
    await first.finishIndex();
    clock.pass(TIDY_MS);
    expect(await seqs(first)).to.deep.equal([]);
    expect((await first.append(turn(entry(dev, 0, 1)))).is).to.equal('nothing');
    await first.close();
    const store = await open(directory, {}, clock);
    expect((await store.recall()).logs).to.deep.equal([{ log: dev, end: 10, about }]);
    expect((await store.recall()).latest).to.equal(0);
    expect((await store.append(turn(entry(dev, 10, 12)))).is).to.equal('done');
    expect(await seqs(store)).to.deep.equal([11, 12]);
    await store.finishIndex();
    expect(await store.search(search('number'))).to.have.length(2);
  });

  it('takes an edit of what is gone for nothing', async () => {
    const store = await open(newDirectory(), { retention }, clock);
    await store.append({ ...turn({ log: dev, after: 0, records: said() }), sessions });
    clock.pass(TIDY_MS);
    const edited = message(dev, 1, 'of long ago').event;
    const records = [message(dev, 21, 'now', { at: START })];
    expect(
      (await store.append(turn({ log: dev, after: 20, records, amended: [edited] }))).is,
    ).to.equal('done');
    expect((await seqs(store))[0]).to.equal(11);
    expect(await store.search(search('ago'))).to.deep.equal([]);
  });

  it('leaves other logs alone while one is forgotten', async () => {
    const store = await open(newDirectory(), {}, clock);
    await store.append(turn(entry(dev, 0, 900), entry(tea, 0, 3)));
    await store.finishIndex();
    await store.append({ ...turn(entry(tea, 3, 4)), forgotten: [dev] });
    clock.pass(TIDY_MS);
    expect(await seqs(store, tea)).to.deep.equal([1, 2, 3, 4]);
    expect(await store.search(search('number', { limit: 100 }))).to.have.length(4);
  });
});
