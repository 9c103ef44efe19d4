/** The part of the contract that is about answers to tagged commands. */
import { expect } from 'chai';
import type { LogKey } from '../../grammar/names.ts';
import type { KeptAnswer, LogRecord, SessionChange, Store } from '../../server/store/store.ts';
import { dev, entry, message, part, secret, session, tagged, turn } from './records.ts';

export function remembersAnswers(opened: () => Store): void {
  describe('remembers what was answered', () => {
    let store: Store;
    beforeEach(() => {
      store = opened();
    });

    const answer = (tag: string): KeptAnswer => ({ tag, done: 'nick', outcome: { nick: 'ann' } });
    const keep = (...sessions: SessionChange[]) => store.append({ ...turn(), sessions });
    const say = (key: LogKey, after: number, ...records: LogRecord[]) =>
      store.append(turn({ log: key, after, records }));
    const tags = async (key: string): Promise<string[]> =>
      (await store.answers(key)).map(({ tag }) => tag);

    it('to commands that left no record, as it was', async () => {
      await keep(session('desk', answer('t1'), answer('t2')));
      expect(await store.answers('desk')).to.deep.equal([answer('t1'), answer('t2')]);
      expect(await store.answers('phone')).to.deep.equal([]);
    });

    it('to commands that left one, by where it stands', async () => {
      await keep(session('desk'));
      await say(dev, 0, tagged(message(dev, 1), 'a'), message(dev, 2));
      await say(secret, 0, tagged(message(secret, 1), 'b'));
      expect(await store.answers('desk')).to.deep.equal([
        { tag: 'a', done: 'msg', outcome: { room: dev, seq: 1 } },
        { tag: 'b', done: 'msg', outcome: { log: secret, seq: 1 } },
      ]);
    });

    it('to each session of a person apart, whatever one is told that the other has asked', async () => {
      await keep(session('desk'), session('phone', answer('t1')));
      const records = [1, 2, 3, 4].map((seq) =>
        tagged(message(dev, seq), `t${seq}`, seq % 2 === 1 ? 'desk' : 'phone'),
      );
      await say(dev, 0, ...records, message(dev, 5));
      expect(await tags('desk')).to.deep.equal(['t1', 't3']);
      expect(await tags('phone')).to.deep.equal(['t1', 't2', 't4']);
      expect(await store.read(dev, part())).to.deep.equal([...records, message(dev, 5)]);
      await keep({ key: 'phone', person: 'guest:1' });
      expect(await tags('phone')).to.deep.equal([]);
      expect(await tags('desk')).to.deep.equal(['t1', 't3']);
    });

    it('with the digests of the commands, if there are any', async () => {
      const told = { ...answer('t1'), digest: '1k3f9' };
      const recorded: LogRecord = { ...tagged(message(dev, 1), 't2'), digest: '9f3k1' };
      await keep(session('desk', told));
      await say(dev, 0, recorded);
      expect(await store.answers('desk')).to.deep.equal([
        told,
        { tag: 't2', done: 'msg', digest: '9f3k1', outcome: { room: dev, seq: 1 } },
      ]);
      expect(await store.read(dev, part())).to.deep.equal([recorded]);
    });

    it('in the order in which it was', async () => {
      await keep(session('desk', answer('1')));
      await say(dev, 0, tagged(message(dev, 1), '2'));
      await keep(session('desk', answer('3'), answer('4')));
      await say(dev, 1, tagged(message(dev, 2), '5'));
      expect(await tags('desk')).to.deep.equal(['1', '2', '3', '4', '5']);
    });

    it('in a turn that began the session, too', async () => {
      const first = { log: dev, after: 0, records: [tagged(message(dev, 1), 'first')] };
      await store.append({ ...turn(first), sessions: [session('desk')] });
      expect(await tags('desk')).to.deep.equal(['first']);
    });

    it('to the last 256, of both kinds', async () => {
      await keep(session('desk'));
      for (let n = 0; n < 700; n += 2) {
        const records = [tagged(message(dev, n / 2 + 1), `t${n}`)];
        const sessions = [session('desk', answer(`t${n + 1}`))];
        await store.append({ ...turn({ log: dev, after: n / 2, records }), sessions });
      }
      const last = Array.from({ length: 256 }, (_, n) => `t${444 + n}`);
      expect(await tags('desk')).to.deep.equal(last);
    });

    it('until the session is over', async () => {
      await keep(session('desk', answer('t1')));
      await say(dev, 0, tagged(message(dev, 1), 't2'));
      await keep({ key: 'desk', person: 'guest:1' });
      expect(await tags('desk')).to.deep.equal([]);
    });

    it('not when there was a conflict', async () => {
      await keep(session('desk'));
      await store.append({ ...turn(entry(dev, 5, 6)), sessions: [session('desk', answer('t1'))] });
      expect(await tags('desk')).to.deep.equal([]);
    });
  });
}
