/** What every store must do: each one's spec calls this with a way to open it. */
import { expect } from 'chai';
import type { LogKey } from '../../grammar/names.ts';
import type { Entry, Log, Record } from '../../server/store/log.ts';

const dev = '#dev' as LogKey;
const tea = '#tea' as LogKey;

/** A record of `log` with that seq. */
export function message(log: LogKey, seq: number, text = `number ${seq}`): Record {
  const at = '2026-11-22T12:00:00.000Z';
  const event = { ev: 'message', room: log, seq, at, from: 'ann', kind: 'say', text } as const;
  return { event, author: 'guest:1' };
}

/** Messages of `log` from `after + 1` to `to`. */
export function entry(log: LogKey, after: number, to: number): Entry {
  const records = Array.from({ length: to - after }, (_, n) => message(log, after + 1 + n));
  return { log, after, records };
}

export function logContract(name: string, open: () => Promise<Log>): void {
  describe(`the log, kept ${name}`, () => {
    let log: Log;
    beforeEach(async () => {
      log = await open();
    });
    afterEach(() => log.close());

    const seqs = async (key: LogKey, after: number, limit: number): Promise<number[]> =>
      (await log.read(key, after, limit)).map(({ event }) => event.seq);

    it('has nothing to read at first', async () => {
      expect(await log.read(dev, 0, 10)).to.deep.equal([]);
    });

    it('gives back what was appended, as it was', async () => {
      const records = [message(dev, 1, 'tab\tand two\nlines'), { ...message(dev, 2), tag: 't1' }];
      expect(await log.append([{ log: dev, after: 0, records }])).to.equal('done');
      expect(await log.read(dev, 0, 10)).to.deep.equal(records);
    });

    it('reads after a seq, oldest first, and no more than it is asked for', async () => {
      await log.append([entry(dev, 0, 9)]);
      expect(await seqs(dev, 3, 4)).to.deep.equal([4, 5, 6, 7]);
      expect(await seqs(dev, 8, 4)).to.deep.equal([9]);
      expect(await seqs(dev, 9, 4)).to.deep.equal([]);
      expect(await seqs(dev, 50, 4)).to.deep.equal([]);
    });

    it('keeps logs apart', async () => {
      await log.append([entry(dev, 0, 3), entry(tea, 0, 1)]);
      await log.append([entry(tea, 1, 2)]);
      expect(await seqs(dev, 0, 10)).to.deep.equal([1, 2, 3]);
      expect(await seqs(tea, 0, 10)).to.deep.equal([1, 2]);
    });

    it('adds nothing when a log does not end where the batch thinks', async () => {
      await log.append([entry(dev, 0, 2)]);
      expect(await log.append([entry(tea, 0, 1), entry(dev, 1, 3)])).to.equal('conflict');
      expect(await log.append([entry(tea, 0, 1), entry(dev, 3, 4)])).to.equal('conflict');
      expect(await seqs(dev, 0, 10)).to.deep.equal([1, 2]);
      expect(await seqs(tea, 0, 10)).to.deep.equal([]);
    });

    it('takes appends in the order in which they were made', async () => {
      const outcomes = await Promise.all([
        log.append([entry(dev, 0, 1)]),
        log.append([entry(dev, 1, 2)]),
        log.append([entry(dev, 2, 3)]),
      ]);
      expect(outcomes).to.deep.equal(['done', 'done', 'done']);
      expect(await seqs(dev, 0, 10)).to.deep.equal([1, 2, 3]);
    });

    it('names its number space', () => {
      expect(log.id).to.match(/^\S+$/);
    });
  });
}
