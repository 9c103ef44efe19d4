/** What every store must do: each one's spec calls this with a way to open it. */
import { expect } from 'chai';
import type { Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Answer, Entry, Log, Part, Record, Search, Turn } from '../../server/store/log.ts';
import { actsLikeAList } from './law.ts';

export const dev = '#dev' as LogKey;
export const tea = '#tea' as LogKey;
export const secret = '@k3f9' as LogKey;

/** The time of the message with this seq, unless a spec says otherwise: one a second from noon. */
export const time = (seq: number): number => Date.UTC(2026, 10, 22, 12, 0, seq);

/** A record of `log` with that seq. */
export function message(
  log: LogKey,
  seq: number,
  text = `number ${seq}`,
  other: { from?: string; at?: number } = {},
): Record & { event: Message } {
  const { from = 'ann', at = time(seq) } = other;
  const said = { seq, at: new Date(at).toISOString(), from, kind: 'say', text } as const;
  const event: Message = log.startsWith('@')
    ? { ev: 'message', to: 'bob', log, ...said }
    : { ev: 'message', room: log, ...said };
  return { event, author: 'guest:1' };
}

/** Messages of `log` from `after + 1` to `to`. */
export function entry(log: LogKey, after: number, to: number): Entry {
  const records = Array.from({ length: to - after }, (_, n) => message(log, after + 1 + n));
  return { log, after, records };
}

/** One text after the other, in a log that is empty so far. */
export const texts = (log: LogKey, ...said: string[]): Entry => ({
  log,
  after: 0,
  records: said.map((text, n) => message(log, n + 1, text)),
});

/** A turn that changes no session. */
export const turn = (...entries: Entry[]): Turn => ({ entries, sessions: [] });

/** A part of a log, all of it unless said otherwise. */
export const part = (some: Partial<Part> = {}): Part => ({
  after: 0,
  before: Number.MAX_SAFE_INTEGER,
  limit: 1000,
  keep: 'oldest',
  ...some,
});

/** A search in both rooms. */
export const search = (words: string, some: Partial<Search> = {}): Search => ({
  words,
  logs: [dev, tea],
  limit: 10,
  ...some,
});

export function logContract(name: string, open: () => Promise<Log>): void {
  describe(`the log, kept ${name}`, () => {
    let log: Log;
    beforeEach(async () => {
      log = await open();
    });
    afterEach(() => log.close());

    const seqs = async (key: LogKey, some: Partial<Part> = {}): Promise<number[]> =>
      (await log.read(key, part(some))).map(({ event }) => event.seq);
    const found = async (words: string, some: Partial<Search> = {}): Promise<string[]> =>
      (await log.search(search(words, some))).map(({ text }) => text);

    it('names its number space', () => {
      expect(log.id).to.match(/^\S+$/);
    });

    it('recalls nothing when it is new', async () => {
      expect(await log.recall()).to.deep.equal({ logs: [], sessions: [], latest: 0 });
    });

    it('does what a list would do, whatever is asked of it', () => actsLikeAList(log));

    describe('reads', () => {
      it('nothing at first', async () => {
        expect(await log.read(dev, part())).to.deep.equal([]);
      });

      it('what was appended, as it was', async () => {
        const records: Record[] = [
          message(dev, 1, 'tab\tand two\nlines, "quotes", \\ and 🦜\u2028'),
          { ...message(dev, 2), tag: 't1', done: 'msg' },
          { ...message(dev, 3, ''), author: '' },
        ];
        expect(await log.append(turn({ log: dev, after: 0, records }))).to.equal('done');
        expect(await log.read(dev, part())).to.deep.equal(records);
      });

      it('what comes after a seq, oldest first, and no more than it is asked for', async () => {
        await log.append(turn(entry(dev, 0, 9)));
        expect(await seqs(dev, { after: 3, limit: 4 })).to.deep.equal([4, 5, 6, 7]);
        expect(await seqs(dev, { after: 8, limit: 4 })).to.deep.equal([9]);
        expect(await seqs(dev, { after: 9, limit: 4 })).to.deep.equal([]);
        expect(await seqs(dev, { after: 50, limit: 4 })).to.deep.equal([]);
      });

      it('the newest of what comes before a seq, oldest first', async () => {
        await log.append(turn(entry(dev, 0, 9)));
        const newest = { limit: 3, keep: 'newest' } as const;
        expect(await seqs(dev, newest)).to.deep.equal([7, 8, 9]);
        expect(await seqs(dev, { ...newest, before: 6 })).to.deep.equal([3, 4, 5]);
        expect(await seqs(dev, { ...newest, before: 3 })).to.deep.equal([1, 2]);
        expect(await seqs(dev, { ...newest, before: 1 })).to.deep.equal([]);
        expect(await seqs(dev, { ...newest, after: 4, before: 7 })).to.deep.equal([5, 6]);
      });

      it('what lies between two seqs, from the side that is asked for', async () => {
        await log.append(turn(entry(dev, 0, 9)));
        const between = { after: 2, before: 8, limit: 2 };
        expect(await seqs(dev, { ...between, keep: 'oldest' })).to.deep.equal([3, 4]);
        expect(await seqs(dev, { ...between, keep: 'newest' })).to.deep.equal([6, 7]);
        expect(await seqs(dev, { after: 5, before: 5 })).to.deep.equal([]);
        expect(await seqs(dev, { after: 7, before: 3 })).to.deep.equal([]);
        expect(await seqs(dev, { limit: 0 })).to.deep.equal([]);
      });

      it('each log apart', async () => {
        await log.append(turn(entry(dev, 0, 3), entry(tea, 0, 1)));
        await log.append(turn(entry(tea, 1, 2), entry(secret, 0, 1)));
        expect(await seqs(dev)).to.deep.equal([1, 2, 3]);
        expect(await seqs(tea)).to.deep.equal([1, 2]);
        expect(await seqs(secret)).to.deep.equal([1]);
      });

      it('what a log holds when it has been asked before it was appended to', async () => {
        await log.read(dev, part());
        await log.append(turn(entry(dev, 0, 1)));
        expect(await seqs(dev)).to.deep.equal([1]);
      });

      it('nothing of a log that was forgotten, which may then begin anew', async () => {
        await log.append(turn(entry(dev, 0, 5)));
        log.forget(dev);
        expect(await log.append(turn(entry(dev, 0, 2)))).to.equal('done');
        expect(await log.read(dev, part())).to.deep.equal(entry(dev, 0, 2).records);
        expect(await found('5')).to.deep.equal([]);
      });
    });

    describe('appends', () => {
      it('nothing when a log does not end where the turn thinks', async () => {
        await log.append(turn(entry(dev, 0, 2)));
        expect(await log.append(turn(entry(tea, 0, 1), entry(dev, 1, 3)))).to.equal('conflict');
        expect(await log.append(turn(entry(tea, 0, 1), entry(dev, 3, 4)))).to.equal('conflict');
        expect(await seqs(dev)).to.deep.equal([1, 2]);
        expect(await seqs(tea)).to.deep.equal([]);
      });

      it('a turn again once it builds on the right end', async () => {
        await log.append(turn(entry(dev, 0, 2)));
        await log.append(turn(entry(dev, 1, 3)));
        expect(await log.append(turn(entry(dev, 2, 3)))).to.equal('done');
        expect(await seqs(dev)).to.deep.equal([1, 2, 3]);
      });

      it('in the order in which it was asked to', async () => {
        const outcomes = await Promise.all([
          log.append(turn(entry(dev, 0, 1))),
          log.append(turn(entry(dev, 1, 2))),
          log.append(turn(entry(dev, 1, 2))),
          log.append(turn(entry(dev, 2, 3))),
        ]);
        expect(outcomes).to.deep.equal(['done', 'done', 'conflict', 'done']);
        expect(await seqs(dev)).to.deep.equal([1, 2, 3]);
      });

      it('a turn that changes nothing', async () => {
        expect(await log.append(turn())).to.equal('done');
      });
    });

    describe('amends', () => {
      const edited = { ...message(dev, 2, 'better').event, edited: 4 };

      it('an earlier event, whose author and tag stay', async () => {
        const records: Record[] = [
          message(dev, 1),
          { ...message(dev, 2), tag: 't', done: 'msg' },
          message(dev, 3),
        ];
        await log.append(turn({ log: dev, after: 0, records }));
        await log.append(turn({ ...entry(dev, 3, 4), amended: [edited] }));
        expect(await log.read(dev, part())).to.deep.equal([
          records[0],
          { ...records[1], event: edited },
          records[2],
          message(dev, 4),
        ]);
      });

      it('an event that came in the same turn', async () => {
        await log.append(turn({ ...entry(dev, 0, 4), amended: [edited] }));
        expect((await log.read(dev, part()))[1]?.event).to.deep.equal(edited);
      });

      it('nothing when there is a conflict', async () => {
        await log.append(turn(entry(dev, 0, 3)));
        await log.append(turn({ ...entry(dev, 2, 4), amended: [edited] }));
        expect(await log.read(dev, part())).to.deep.equal(entry(dev, 0, 3).records);
      });

      it('nothing in other logs', async () => {
        await log.append(turn(entry(dev, 0, 3), entry(tea, 0, 3)));
        await log.append(turn({ ...entry(dev, 3, 4), amended: [edited] }));
        expect(await log.read(tea, part())).to.deep.equal(entry(tea, 0, 3).records);
      });
    });

    describe('tells where a time is in a log', () => {
      it('by the last record of before', async () => {
        await log.append(turn(entry(dev, 0, 5)));
        expect(await log.lastBefore(dev, time(3))).to.equal(2);
        expect(await log.lastBefore(dev, time(3) + 1)).to.equal(3);
        expect(await log.lastBefore(dev, time(99))).to.equal(5);
      });

      it('as 0 when there is none', async () => {
        expect(await log.lastBefore(dev, time(1))).to.equal(0);
        await log.append(turn(entry(dev, 0, 5)));
        expect(await log.lastBefore(dev, time(1))).to.equal(0);
        expect(await log.lastBefore(tea, time(9))).to.equal(0);
      });

      it('whatever else was said meanwhile', async () => {
        await log.append(turn(entry(dev, 0, 2), entry(tea, 0, 2)));
        await log.append(turn(entry(dev, 2, 4)));
        expect(await log.lastBefore(tea, time(9))).to.equal(2);
        expect(await log.lastBefore(dev, time(4))).to.equal(3);
      });
    });

    describe('finds', () => {
      it('whole words, whatever their case and accents, the newest first', async () => {
        await log.append(
          turn(
            texts(dev, 'The tea is ready', 'a TEAPOT', 'Thé? No, téa!', 'coffee'),
            texts(tea, 'tea.'),
          ),
        );
        expect(await found('tea')).to.deep.equal(['tea.', 'Thé? No, téa!', 'The tea is ready']);
        expect(await found('TÉA')).to.have.length(3);
      });

      it('only what has all the words', async () => {
        await log.append(turn(texts(dev, 'red green', 'green blue', 'blue red green')));
        expect(await found('green red')).to.deep.equal(['blue red green', 'red green']);
        expect(await found('green red yellow')).to.deep.equal([]);
      });

      it('a phrase in quotes', async () => {
        await log.append(turn(texts(dev, 'do it now', 'now do it', 'do not do it', 'it: do')));
        expect(await found('"DO IT" now')).to.deep.equal(['now do it', 'do it now']);
        expect(await found('"do it')).to.have.length(3);
        expect(await found('do-it')).to.have.length(3);
      });

      it('words that go on, where a star allows it', async () => {
        await log.append(
          turn(texts(dev, 'ship', 'shipping it', 'the ship it was', 'relationship')),
        );
        expect(await found('ship*')).to.deep.equal(['the ship it was', 'shipping it', 'ship']);
        expect(await found('"the shi"*')).to.deep.equal(['the ship it was']);
        expect(await found('"ship i"*')).to.deep.equal(['the ship it was']);
      });

      it('words of every script', async () => {
        await log.append(
          turn(texts(dev, 'Привет, мир', 'Straße 7', 'हिन्दी में', 'ΣΊΣΥΦΟΣ', 'ＡＢＣ')),
        );
        for (const word of ['мир', 'STRASSE', 'हिन्दी', 'σισυφος', 'abc', 'прив*', '7']) {
          expect(await found(word), word).to.have.length(1);
        }
        expect(await found('ह')).to.deep.equal([]);
      });

      it('nothing for what has no words in it, and takes operators for words', async () => {
        await log.append(turn(texts(dev, 'a b', 'a OR b', 'x NEAR y')));
        for (const typed of ['', '  ', '"', '*', '!?', '""*']) {
          expect(await found(typed), typed).to.deep.equal([]);
        }
        expect(await found('a OR b')).to.deep.equal(['a OR b']);
        expect(await found('NEAR(x y)')).to.deep.equal([]);
        expect(await found('{x} : ^y')).to.deep.equal(['x NEAR y']);
      });

      it('only in the logs that it is told', async () => {
        await log.append(turn(texts(dev, 'tea 1'), texts(tea, 'tea 2'), texts(secret, 'tea 3')));
        expect(await found('tea', { logs: [dev, secret] })).to.have.members(['tea 1', 'tea 3']);
        expect(await found('tea', { logs: ['#nowhere' as LogKey, tea] })).to.deep.equal(['tea 2']);
        expect(await found('tea', { logs: [] })).to.deep.equal([]);
      });

      it('only what was said under a nick, whatever its case', async () => {
        const said = (seq: number, from: string) => message(dev, seq, `tea ${seq}`, { from });
        const records = [said(1, 'ann'), said(2, 'Zoë[^_^]'), said(3, 'ann'), said(4, 'zoë')];
        await log.append(turn({ log: dev, after: 0, records }));
        expect(await found('tea', { from: 'ANN' })).to.deep.equal(['tea 3', 'tea 1']);
        expect(await found('tea', { from: 'zOË[^_^]' })).to.deep.equal(['tea 2']);
        expect(await found('tea', { from: 'an' })).to.deep.equal([]);
        expect(await found('ann')).to.deep.equal([]);
      });

      it('only what was said in a time', async () => {
        await log.append(turn(entry(dev, 0, 6)));
        const between = { since: time(2), until: time(5) };
        expect(await found('number', between)).to.deep.equal(['number 4', 'number 3', 'number 2']);
        expect(await found('number', { since: time(6) })).to.deep.equal(['number 6']);
        expect(await found('number', { until: time(2) })).to.deep.equal(['number 1']);
        expect(await found('number', { since: time(7) })).to.deep.equal([]);
        expect(await found('number', { since: time(5), until: time(2) })).to.deep.equal([]);
      });

      it('no more than it is asked for', async () => {
        await log.append(turn(entry(dev, 0, 6)));
        expect(await found('number', { limit: 2 })).to.deep.equal(['number 6', 'number 5']);
      });

      it('a text as it reads now, and none that was deleted', async () => {
        await log.append(turn(entry(dev, 0, 3)));
        expect(await found('number')).to.have.length(3);
        const edited = message(dev, 1, 'another').event;
        const deleted = { ...message(dev, 2, '').event, deleted: 5 };
        await log.append(turn({ ...entry(dev, 3, 4), amended: [edited, deleted] }));
        expect(await found('number')).to.deep.equal(['number 4', 'number 3']);
        expect(await found('another')).to.deep.equal(['another']);
      });

      it('messages only', async () => {
        const { at, from } = message(dev, 1).event;
        const topic = { ev: 'topic', room: dev, seq: 1, at, from, text: 'tea' } as const;
        const edit = { ev: 'edit', room: dev, seq: 2, at, from, of: 1, of_from: from } as const;
        const records: Record[] = [
          { event: topic, author: 'a' },
          { event: { ...edit, text: 'tea' }, author: 'a' },
        ];
        await log.append(turn({ log: dev, after: 0, records }));
        expect(await found('tea')).to.deep.equal([]);
      });
    });

    describe('remembers what was answered', () => {
      const answer = (tag: string): Answer => ({ tag, done: 'nick', outcome: { nick: 'ann' } });
      const session = (identity: string, ...answers: Answer[]): Turn => ({
        entries: [],
        sessions: [{ identity, state: { nick: 'ann' }, answers }],
      });
      const tagged = (key: LogKey, seq: number, tag: string): Record => ({
        ...message(key, seq),
        tag,
        done: 'msg',
      });
      const tags = async (identity: string): Promise<string[]> =>
        (await log.answers(identity)).map(({ tag }) => tag);

      it('to commands that left no record, as it was', async () => {
        await log.append(session('guest:1', answer('t1'), answer('t2')));
        expect(await log.answers('guest:1')).to.deep.equal([answer('t1'), answer('t2')]);
        expect(await log.answers('guest:2')).to.deep.equal([]);
      });

      it('to commands that left one, by where it stands', async () => {
        await log.append(session('guest:1'));
        const [inRoom, inPrivate] = [tagged(dev, 1, 'a'), tagged(secret, 1, 'b')];
        await log.append(turn({ log: dev, after: 0, records: [inRoom, message(dev, 2)] }));
        await log.append(turn({ log: secret, after: 0, records: [inPrivate] }));
        expect(await log.answers('guest:1')).to.deep.equal([
          { tag: 'a', done: 'msg', outcome: { room: dev, seq: 1 } },
          { tag: 'b', done: 'msg', outcome: { log: secret, seq: 1 } },
        ]);
      });

      it('in the order in which it was', async () => {
        await log.append(session('guest:1', answer('1')));
        await log.append(turn({ log: dev, after: 0, records: [tagged(dev, 1, '2')] }));
        await log.append(session('guest:1', answer('3'), answer('4')));
        await log.append(turn({ log: dev, after: 1, records: [tagged(dev, 2, '5')] }));
        expect(await tags('guest:1')).to.deep.equal(['1', '2', '3', '4', '5']);
      });

      it('in a turn that began the session, too', async () => {
        const entries = [{ log: dev, after: 0, records: [tagged(dev, 1, 'first')] }];
        await log.append({ entries, sessions: [{ identity: 'guest:1', state: {} }] });
        expect(await tags('guest:1')).to.deep.equal(['first']);
      });

      it('to the last 256, of both kinds', async () => {
        await log.append(session('guest:1'));
        for (let n = 0; n < 700; n += 2) {
          const records = [tagged(dev, n / 2 + 1, `t${n}`)];
          const [change] = session('guest:1', answer(`t${n + 1}`)).sessions;
          if (change === undefined) throw new Error('no change');
          await log.append({
            entries: [{ log: dev, after: n / 2, records }],
            sessions: [change],
          });
        }
        const last = Array.from({ length: 256 }, (_, n) => `t${444 + n}`);
        expect(await tags('guest:1')).to.deep.equal(last);
      });

      it('until the session is over', async () => {
        await log.append(session('guest:1', answer('t1')));
        await log.append(turn({ log: dev, after: 0, records: [tagged(dev, 1, 't2')] }));
        await log.append({ entries: [], sessions: [{ identity: 'guest:1' }] });
        expect(await tags('guest:1')).to.deep.equal([]);
      });

      it('not when there was a conflict', async () => {
        await log.append(session('guest:1'));
        const { sessions } = session('guest:1', answer('t1'));
        await log.append({ entries: [entry(dev, 5, 6)], sessions });
        expect(await tags('guest:1')).to.deep.equal([]);
      });
    });
  });
}
