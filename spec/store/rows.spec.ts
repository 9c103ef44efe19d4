/** A turn costs a row for each log that it touches, and what is in a row is found, read and rewritten one by one. */
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import fc from 'fast-check';
import type { LogKey } from '../../grammar/names.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { Placing } from '../../server/store/sqlite/placing.ts';
import { faultOf, fold, idsIn, type Row, slotsOf } from '../../server/store/sqlite/row.ts';
import { some } from '../../server/store/sqlite/rows.ts';
import type { LogChange, LogRecord } from '../../server/store/store.ts';
import { newDirectory } from '../support/folders.ts';
import { open } from './directories.ts';
import { dev, entry, message, part, search, tea, time, turn } from './records.ts';

const written = fc
  .record({
    at: fc.integer({ min: 0, max: 200 }).map((seconds) => new Date(time(seconds)).toISOString()),
    author: fc.constantFrom('', 'guest:1', 'guest:2'),
    session: fc.constantFrom('desk', 'phone'),
    tag: fc.constantFrom('', '', 't1', 't2'),
    done: fc.constantFrom('', 'msg'),
    event: fc.string({ maxLength: 3000 }).map((text) => JSON.stringify({ text })),
  })
  .map((one) => (one.tag === '' ? { ...one, session: '' } : one));

describe('a row', () => {
  it('holds events as they were, at most 64 of one minute, and about 16 KB', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 200 }), (all) => {
        const folded = fold(all);
        let seq = 0;
        const slots = folded.flatMap(({ count, ...columns }) => {
          seq += count;
          const ids = idsIn(Array.from({ length: count }, (_, n) => seq - count + 1 + n));
          const row: Row = { ...columns, id: seq, log: 1, seq, ids };
          expect(faultOf(row)).to.equal(undefined);
          expect(count).to.be.at.most(64);
          expect(count === 1 || row.event.length < 20_000).to.equal(true);
          return slotsOf(row);
        });
        expect(slots.map((slot) => [slot.seq, slot.id])).to.deep.equal(
          all.map((_, n) => [n + 1, n + 1]),
        );
        expect(
          slots.map(({ author, session, tag, done, event }) => [author, session, tag, done, event]),
        ).to.deep.equal(
          all.map(({ author, session, tag, done, event }) => [
            author,
            session || null,
            tag || null,
            done || null,
            event,
          ]),
        );
      }),
    );
  });

  it('is taken with others into the index, in steps of many short events or of fewer long ones', () => {
    const events = (length: number): Row[] =>
      Array.from({ length: 100 }, (_, n) => {
        const event = JSON.stringify({ text: 'x'.repeat(length) });
        const at = new Date(time(0)).toISOString();
        const [folded] = fold([{ at, author: '', session: '', tag: '', done: '', event }]);
        return { ...(folded as NonNullable<typeof folded>), id: n, log: 1, seq: n, ids: null };
      });
    const stepOf = (rows: readonly Row[]) => {
      const { slots, mayBeMore } = some(rows, 50, 64 * 1024);
      return [slots.length, mayBeMore];
    };
    expect(stepOf(events(10))).to.deep.equal([50, true]);
    expect(stepOf(events(4000))).to.deep.equal([17, true]);
    expect(stepOf(events(4000).slice(0, 16))).to.deep.equal([16, false]);
  });

  it('has ids in the order of time over all logs of its turn', () => {
    const times = fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(times, (logs) => {
        const placing = new Placing();
        logs.forEach((times, log) => {
          const lines = times
            .sort((a, b) => a - b)
            .map((n) => `{"at":"${String.fromCharCode(65 + n)}"}`);
          const columns = {
            author: '',
            session: null,
            tag: null,
            done: null,
            event: lines.join('\n'),
          };
          placing.add(log, lines.length, { ...columns, count: lines.length });
        });
        const rows = placing.placed(100);
        const slots = rows.flatMap(slotsOf).sort((a, b) => a.id - b.id);
        const count = logs.flat().length;
        expect(slots.map(({ id }) => id)).to.deep.equal(
          Array.from({ length: count }, (_, n) => 101 + n),
        );
        expect(slots.map(({ event }) => event)).to.deep.equal(
          slots.map(({ event }) => event).sort(),
        );
        expect(rows.map(({ id }) => id)).to.deep.equal(
          rows.map(({ id }) => id).sort((a, b) => a - b),
        );
        for (const row of rows) expect(faultOf(row)).to.equal(undefined);
      }),
    );
  });
});

describe('what one turn adds', () => {
  /** Messages of a log, one every so many seconds from a second on. */
  function spoken(log: LogKey, count: number, from: number, step: number): LogChange {
    const records = Array.from({ length: count }, (_, n): LogRecord => {
      return message(log, n + 1, `word ${log} ${n + 1}`, { at: time(from + n * step) });
    });
    return { log, after: 0, records };
  }

  it('is a row for each log', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    await store.append(turn(entry(dev, 0, 50), entry(tea, 0, 7)));
    await store.append(turn(entry(dev, 50, 51)));
    await store.close();
    const db = new DatabaseSync(databaseIn(directory));
    expect(
      db.prepare('SELECT seq, ids FROM events ORDER BY id').all().map(Object.values),
    ).to.deep.equal([
      [7, '12 10 8 6 4 2 0'],
      [50, db.prepare('SELECT ids FROM events WHERE seq = 50').get()?.ids],
      [51, null],
    ]);
    db.close();
  });

  it('is read, found, edited and deleted one by one, though it reaches across other logs', async () => {
    for (const isIndexed of [true, false]) {
      const store = await open(newDirectory());
      await store.append(turn(spoken(dev, 20, 0, 2), spoken(tea, 9, 1, 4)));
      if (isIndexed) await store.finishIndex();
      const amended = [
        { ...message(dev, 7, '').event, deleted: 99 },
        { ...message(dev, 8, 'a longer word '.repeat(20)).event, edited: 99 },
      ];
      await store.append(turn({ ...entry(dev, 20, 21), amended }));
      const read = await store.read(dev, part({ after: 5, before: 9 }));
      expect(read.map(({ event }) => event.seq)).to.deep.equal([6, 7, 8]);
      expect(read.map(({ event }) => 'text' in event && event.text?.slice(0, 13))).to.deep.equal([
        'word #dev 6',
        '',
        'a longer word',
      ]);
      const all = await store.search(search('word', { limit: 100 }));
      expect(all).to.have.length(28);
      const untouched = all.filter(({ message }) => message.edited === undefined);
      const times = untouched.map(({ message }) => message.at);
      expect(times).to.deep.equal([...times].sort().reverse());
      const between = { since: time(9), until: time(15), limit: 100 };
      const found = await store.search(search('word', between));
      expect(
        found.map(({ message }) => ('room' in message ? message.room : '') + message.seq),
      ).to.deep.equal(['#dev7', '#tea4', '#dev6', '#tea3'].filter((place) => place !== '#dev7'));
      expect(await store.lastBefore(dev, time(9))).to.equal(5);
      await store.close();
    }
  });
});
