/** What every store must do: each one's spec calls this with a way to open it. */
import { expect } from 'chai';
import type { LogKey } from '../../grammar/names.ts';
import type { Search } from '../../server/store/search.ts';
import type { LogRange, LogRecord, Store } from '../../server/store/store.ts';
import { remembersAnswers } from './contract-answers.ts';
import { finds } from './contract-search.ts';
import { countsUnread } from './contract-unread.ts';
import { actsLikeAList } from './law.ts';
import {
  dev,
  entry,
  message,
  part,
  search,
  secret,
  session,
  tagged,
  tea,
  time,
  turn,
} from './records.ts';

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the log, kept ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const seqs = async (key: LogKey, some: Partial<LogRange> = {}): Promise<number[]> =>
      (await store.read(key, part(some))).map(({ event }) => event.seq);
    const found = async (words: string, some: Partial<Search> = {}): Promise<string[]> =>
      (await store.search(search(words, some))).map(({ message }) => message.text);

    it('names its number space', () => {
      expect(store.id).to.match(/^\S+$/);
    });

    it('recalls nothing when it is new', async () => {
      expect(await store.recall()).to.deep.equal({
        logs: [],
        persons: [],
        accounts: [],
        sessions: [],
        latest: 0,
      });
    });

    it('tells how many events the index lacks: those that were added, or none', async () => {
      expect(store.searchLag).to.deep.equal({ events: 0 });
      await store.append(turn(entry(dev, 0, 3), entry(tea, 0, 1)));
      await store.append(turn(entry(dev, 0, 3)));
      expect(store.searchLag.events).to.be.oneOf([0, 4]);
    });

    it('does what a list would do, whatever is asked of it', () => actsLikeAList(store));

    describe('reads', () => {
      it('nothing at first', async () => {
        expect(await store.read(dev, part())).to.deep.equal([]);
      });

      it('what was appended, as it was', async () => {
        const records: LogRecord[] = [
          message(dev, 1, 'tab\tand two\nlines, "quotes", \\ and 🦜\u2028'),
          tagged(message(dev, 2), 't1'),
          { ...message(dev, 3, ''), author: '' },
        ];
        expect((await store.append(turn({ log: dev, after: 0, records }))).is).to.equal('done');
        expect(await store.read(dev, part())).to.deep.equal(records);
      });

      it('what comes after a seq, oldest first, and no more than it is asked for', async () => {
        await store.append(turn(entry(dev, 0, 9)));
        expect(await seqs(dev, { after: 3, limit: 4 })).to.deep.equal([4, 5, 6, 7]);
        expect(await seqs(dev, { after: 8, limit: 4 })).to.deep.equal([9]);
        expect(await seqs(dev, { after: 9, limit: 4 })).to.deep.equal([]);
        expect(await seqs(dev, { after: 50, limit: 4 })).to.deep.equal([]);
      });

      it('the newest of what comes before a seq, oldest first', async () => {
        await store.append(turn(entry(dev, 0, 9)));
        const newest = { limit: 3, keep: 'newest' } as const;
        expect(await seqs(dev, newest)).to.deep.equal([7, 8, 9]);
        expect(await seqs(dev, { ...newest, before: 6 })).to.deep.equal([3, 4, 5]);
        expect(await seqs(dev, { ...newest, before: 3 })).to.deep.equal([1, 2]);
        expect(await seqs(dev, { ...newest, before: 1 })).to.deep.equal([]);
        expect(await seqs(dev, { ...newest, after: 4, before: 7 })).to.deep.equal([5, 6]);
      });

      it('what lies between two seqs, from the side that is asked for', async () => {
        await store.append(turn(entry(dev, 0, 9)));
        const between = { after: 2, before: 8, limit: 2 };
        expect(await seqs(dev, { ...between, keep: 'oldest' })).to.deep.equal([3, 4]);
        expect(await seqs(dev, { ...between, keep: 'newest' })).to.deep.equal([6, 7]);
        expect(await seqs(dev, { after: 5, before: 5 })).to.deep.equal([]);
        expect(await seqs(dev, { after: 7, before: 3 })).to.deep.equal([]);
        expect(await seqs(dev, { limit: 0 })).to.deep.equal([]);
      });

      it('each log apart', async () => {
        await store.append(turn(entry(dev, 0, 3), entry(tea, 0, 1)));
        await store.append(turn(entry(tea, 1, 2), entry(secret, 0, 1)));
        expect(await seqs(dev)).to.deep.equal([1, 2, 3]);
        expect(await seqs(tea)).to.deep.equal([1, 2]);
        expect(await seqs(secret)).to.deep.equal([1]);
      });

      it('what a log holds when it has been asked before it was appended to', async () => {
        await store.read(dev, part());
        await store.append(turn(entry(dev, 0, 1)));
        expect(await seqs(dev)).to.deep.equal([1]);
      });

      it('of a log that keeps nothing old only what is new, and of others all', async () => {
        const old = (log: LogKey) => [1, 2, 3].map((n) => message(log, n, `old ${n}`, { at: n }));
        const fresh = (log: LogKey, seq: number) =>
          message(log, seq, `new ${seq}`, { at: Date.UTC(2100, 0, 1) });
        const retention = 24 * 3_600_000;
        await store.append(
          turn(
            { log: dev, after: 0, records: old(dev) },
            { log: tea, after: 0, records: old(tea) },
          ),
        );
        await store.append(turn({ log: dev, after: 3, records: [fresh(dev, 4)], retention }));
        expect(await seqs(dev)).to.deep.equal([4]);
        expect(await seqs(tea)).to.deep.equal([1, 2, 3]);
        expect(await store.search(search('old', { logs: [dev] }))).to.deep.equal([]);
        expect(await store.lastBefore(dev, 1000)).to.equal(0);
        expect(await store.lastSaid(dev)).to.equal(4);
        const edited = message(dev, 2, 'old again').event;
        const next = {
          log: dev,
          after: 4,
          records: [fresh(dev, 5)],
          amended: [edited],
          retention: 0,
        };
        expect((await store.append(turn(next))).is).to.equal('done');
        expect(await seqs(dev)).to.deep.equal([4, 5]);
        expect(await store.search(search('old', { logs: [dev] }))).to.deep.equal([]);
      });

      it('nothing of a log that was forgotten, which may then begin anew', async () => {
        await store.append(turn(entry(dev, 0, 5)));
        expect((await store.append({ ...turn(entry(tea, 0, 1)), forgotten: [dev] })).is).to.equal(
          'done',
        );
        expect(await store.read(dev, part())).to.deep.equal([]);
        expect(await seqs(tea)).to.deep.equal([1]);
        expect((await store.append(turn(entry(dev, 0, 2)))).is).to.equal('done');
        expect(await store.read(dev, part())).to.deep.equal(entry(dev, 0, 2).records);
        expect(await found('5')).to.deep.equal([]);
      });
    });

    it('nothing of a log that was forgotten in the turn that added to it, and all of it when there is a conflict', async () => {
      await store.append({ ...turn(entry(dev, 0, 2)), forgotten: [dev] });
      expect(await seqs(dev)).to.deep.equal([]);
      await store.append(turn(entry(tea, 0, 2)));
      await store.append({ ...turn(entry(dev, 5, 6)), forgotten: [tea] });
      expect(await seqs(tea)).to.deep.equal([1, 2]);
    });

    describe('appends', () => {
      it('nothing when a log does not end where the turn thinks', async () => {
        await store.append(turn(entry(dev, 0, 2)));
        expect((await store.append(turn(entry(tea, 0, 1), entry(dev, 1, 3)))).is).to.equal(
          'nothing',
        );
        expect((await store.append(turn(entry(tea, 0, 1), entry(dev, 3, 4)))).is).to.equal(
          'nothing',
        );
        expect(await seqs(dev)).to.deep.equal([1, 2]);
        expect(await seqs(tea)).to.deep.equal([]);
      });

      it('a turn again once it builds on the right end', async () => {
        await store.append(turn(entry(dev, 0, 2)));
        await store.append(turn(entry(dev, 1, 3)));
        expect((await store.append(turn(entry(dev, 2, 3)))).is).to.equal('done');
        expect(await seqs(dev)).to.deep.equal([1, 2, 3]);
      });

      it('in the order in which it was asked to', async () => {
        const outcomes = await Promise.all([
          store.append(turn(entry(dev, 0, 1))),
          store.append(turn(entry(dev, 1, 2))),
          store.append(turn(entry(dev, 1, 2))),
          store.append(turn(entry(dev, 2, 3))),
        ]);
        expect(outcomes.map(({ is }) => is)).to.deep.equal(['done', 'done', 'nothing', 'done']);
        expect(await seqs(dev)).to.deep.equal([1, 2, 3]);
      });

      it('a turn that changes nothing', async () => {
        expect((await store.append(turn())).is).to.equal('done');
      });
    });

    describe('numbers turns', () => {
      it('from 1, those that are kept and no others', async () => {
        expect(await store.lastTurn()).to.equal(0);
        expect(await store.append(turn(entry(dev, 0, 2)))).to.deep.equal({ is: 'done', turn: 1 });
        expect(await store.append(turn(entry(dev, 1, 2)))).to.include({ is: 'nothing' });
        expect(await store.lastTurn()).to.equal(1);
        const people = {
          persons: [{ identity: 'guest:1', state: {} }],
          sessions: [session('desk')],
        };
        expect(await store.append({ entries: [], ...people })).to.deep.equal({
          is: 'done',
          turn: 2,
        });
        expect(await store.append(turn())).to.deep.equal({ is: 'done', turn: 3 });
        expect(await store.lastTurn()).to.equal(3);
      });

      it('and tells the last one when all that was to be added before is decided', async () => {
        const appended = [0, 1, 2].map((end) => store.append(turn(entry(dev, end, end + 1))));
        expect(await store.lastTurn()).to.equal(3);
        expect((await Promise.all(appended)).map(({ is }) => is)).to.deep.equal(
          Array(3).fill('done'),
        );
      });
    });

    describe('amends', () => {
      const edited = { ...message(dev, 2, 'better').event, edited: 4 };

      it('an earlier event, whose author and tag stay', async () => {
        const records: LogRecord[] = [
          message(dev, 1),
          tagged(message(dev, 2), 't'),
          message(dev, 3),
        ];
        await store.append(turn({ log: dev, after: 0, records }));
        await store.append(turn({ ...entry(dev, 3, 4), amended: [edited] }));
        expect(await store.read(dev, part())).to.deep.equal([
          records[0],
          { ...records[1], event: edited },
          records[2],
          message(dev, 4),
        ]);
      });

      it('an event that came in the same turn', async () => {
        await store.append(turn({ ...entry(dev, 0, 4), amended: [edited] }));
        expect((await store.read(dev, part()))[1]?.event).to.deep.equal(edited);
      });

      it('nothing when there is a conflict', async () => {
        await store.append(turn(entry(dev, 0, 3)));
        await store.append(turn({ ...entry(dev, 2, 4), amended: [edited] }));
        expect(await store.read(dev, part())).to.deep.equal(entry(dev, 0, 3).records);
      });

      it('nothing in other logs', async () => {
        await store.append(turn(entry(dev, 0, 3), entry(tea, 0, 3)));
        await store.append(turn({ ...entry(dev, 3, 4), amended: [edited] }));
        expect(await store.read(tea, part())).to.deep.equal(entry(tea, 0, 3).records);
      });
    });

    describe('tells where a time is in a log', () => {
      it('by the last record of before', async () => {
        await store.append(turn(entry(dev, 0, 5)));
        expect(await store.lastBefore(dev, time(3))).to.equal(2);
        expect(await store.lastBefore(dev, time(3) + 1)).to.equal(3);
        expect(await store.lastBefore(dev, time(99))).to.equal(5);
      });

      it('as 0 when there is none', async () => {
        expect(await store.lastBefore(dev, time(1))).to.equal(0);
        await store.append(turn(entry(dev, 0, 5)));
        expect(await store.lastBefore(dev, time(1))).to.equal(0);
        expect(await store.lastBefore(tea, time(9))).to.equal(0);
      });

      it('whatever else was said meanwhile', async () => {
        await store.append(turn(entry(dev, 0, 2), entry(tea, 0, 2)));
        await store.append(turn(entry(dev, 2, 4)));
        expect(await store.lastBefore(tea, time(9))).to.equal(2);
        expect(await store.lastBefore(dev, time(4))).to.equal(3);
      });
    });

    describe('knows what was said last', () => {
      const deleted = { ...message(dev, 3, '').event, deleted: 5 };

      it('by anybody, and by an author, and not what was deleted', async () => {
        const records = [1, 2, 3, 4].map((seq) => ({
          ...message(dev, seq),
          author: seq % 2 === 0 ? 'guest:2' : 'Guest_-1',
        }));
        await store.append(turn({ log: dev, after: 0, records }, entry(tea, 0, 9)));
        expect(await store.lastSaid(dev)).to.equal(4);
        expect(await store.lastSaid(dev, 'Guest_-1')).to.equal(3);
        expect(await store.lastSaid(dev, 'guest_-1')).to.equal(0);
        await store.append(turn({ ...entry(dev, 4, 5), amended: [deleted] }));
        expect(await store.lastSaid(dev, 'Guest_-1')).to.equal(1);
        expect(await store.lastSaid(secret)).to.equal(0);
      });

      it('by an author in all logs, with the ends that they have', async () => {
        await store.append(turn(entry(dev, 0, 3), entry(tea, 0, 1)));
        const by = { ...message(dev, 4), author: 'guest:2' };
        await store.append(turn({ log: dev, after: 3, records: [by] }));
        const found = await store.saidBy('guest:1', 10);
        expect(found.map(({ log, end, message: { seq } }) => [log, end, seq])).to.have.deep.members(
          [...[1, 2, 3].map((seq) => [dev, 4, seq]), [tea, 1, 1]],
        );
        expect(await store.saidBy('guest:1', 3)).to.have.length(3);
        expect((await store.saidBy('guest:2', 3)).map(({ message }) => message)).to.deep.equal([
          by.event,
        ]);
        await store.append(turn({ ...entry(dev, 4, 5), amended: [deleted] }));
        expect(await store.saidBy('guest:2', 3)).to.have.length(1);
        const left = (await store.saidBy('guest:1', 10)).map(({ message: { seq } }) => seq);
        expect(left.sort()).to.deep.equal([1, 1, 2, 5]);
        await store.append({ ...turn(entry(dev, 5, 6)), forgotten: [tea] });
        expect((await store.saidBy('guest:1', 10)).map(({ log }) => log)).not.to.include(tea);
      });

      it('the newest first, whichever log it was said in', async () => {
        await store.append(turn(entry(dev, 0, 1)));
        await store.append(turn(entry(tea, 0, 3)));
        const said = (await store.saidBy('guest:1', 2)).map(({ log, message: { seq } }) => [
          log,
          seq,
        ]);
        expect(said).to.deep.equal([
          [tea, 3],
          [tea, 2],
        ]);
      });

      it('however much has happened since', async () => {
        const at = new Date(time(2)).toISOString();
        const react = { ev: 'react', room: dev, at, from: 'bob', of: 1, of_from: 'ann' } as const;
        const reactions = Array.from({ length: 3000 }, (_, n): LogRecord => {
          return { event: { ...react, seq: n + 2, emoji: '👍' }, author: 'guest:2' };
        });
        const records = [message(dev, 1), ...reactions];
        await store.append(turn({ log: dev, after: 0, records }));
        for (const author of [undefined, 'guest:1'])
          expect(await store.lastSaid(dev, author)).to.equal(1);
        expect(await store.lastSaid(dev, 'guest:2')).to.equal(0);
      });
    });

    finds(() => store);
    countsUnread(() => store);
    remembersAnswers(() => store);
  });
}
