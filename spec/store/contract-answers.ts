/** The part of the contract that is about answers to tagged commands. */
import { expect } from 'chai';
import type { LogKey } from '../../grammar/names.ts';
import type { Answer, Log, Record, Turn } from '../../server/store/log.ts';
import { dev, entry, message, part, secret, turn } from './records.ts';

export function remembersAnswers(opened: () => Log): void {
  describe('remembers what was answered', () => {
    let log: Log;
    beforeEach(() => {
      log = opened();
    });

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

    it('with the digests of the commands, if there are any', async () => {
      const told = { ...answer('t1'), digest: '1k3f9' };
      const recorded: Record = { ...tagged(dev, 1, 't2'), digest: '9f3k1' };
      await log.append(session('guest:1', told));
      await log.append(turn({ log: dev, after: 0, records: [recorded] }));
      expect(await log.answers('guest:1')).to.deep.equal([
        told,
        { tag: 't2', done: 'msg', digest: '9f3k1', outcome: { room: dev, seq: 1 } },
      ]);
      expect(await log.read(dev, part())).to.deep.equal([recorded]);
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
}
