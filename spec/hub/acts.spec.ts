/** Acts of staff are found among all that was said, and no more is looked through for them than may be. */
import { expect } from 'chai';
import type { Logged } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { answer } from '../../server/hub/answers.ts';
import type { Acts } from '../../server/rooms/answers.ts';
import type { QuestionOf } from '../../server/rooms/questions.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { HandClock } from '../support/hand-clock.ts';

const log = '#dev' as LogKey;
const at = '2026-11-22T12:00:00.000Z';

/** A log of `length` events: those of these numbers are kicks, all others are talk. */
async function logOf(length: number, kicks: readonly number[]): Promise<MemoryStore> {
  const store = new MemoryStore(new HandClock());
  const records = Array.from({ length }, (_, n) => {
    const told = { room: '#dev', seq: n + 1, at, from: 'ann' };
    const event: Logged = kicks.includes(n + 1)
      ? { ev: 'kicked', ...told, nick: 'bob' }
      : { ev: 'message', ...told, kind: 'say', text: '' };
    return { event, author: 'guest:1' };
  });
  await store.append({ entries: [{ log, after: 0, records }], persons: [], sessions: [] });
  return store;
}

async function found(store: MemoryStore, range: Partial<QuestionOf<'acts'>>): Promise<Acts> {
  const asked = { ask: 'acts', log, cmd: 'audit', tag: undefined, keep: 'newest' } as const;
  const question: QuestionOf<'acts'> = {
    ...asked,
    after: 0,
    before: 1_000_000,
    limit: 20,
    ...range,
  };
  const sources = { store, warn: () => {} } as unknown as Parameters<typeof answer>[1];
  const told = await answer(question, sources, [], { token: () => {}, ticket: () => {} });
  return (told.ask === 'acts' && told.acts) as Acts;
}

const numbers = ({ events }: Acts): number[] => events.map(({ seq }) => seq);

describe('acts of staff', () => {
  it('are found however much was said between them, one more than asked for', async () => {
    const store = await logOf(3000, [1, 700, 1400, 2900]);
    expect(await found(store, { before: 3001 })).to.have.keys(['events']);
    expect(numbers(await found(store, { before: 3001 }))).to.deep.equal([1, 700, 1400, 2900]);
    expect(numbers(await found(store, { before: 3001, limit: 2 }))).to.deep.equal([
      700, 1400, 2900,
    ]);
    expect(numbers(await found(store, { before: 1400 }))).to.deep.equal([1, 700]);
  });

  it('are looked for among 20,000 events at a time, and it is told how far back that was', async () => {
    const store = await logOf(20_300, [100, 20_200]);
    const first = await found(store, { before: 20_301 });
    expect(numbers(first)).to.deep.equal([20_200]);
    expect(first.looked).to.equal(301);
    const second = await found(store, { before: first.looked as number });
    expect(second).to.deep.equal({ events: second.events });
    expect(numbers(second)).to.deep.equal([100]);
  });

  it('are of any kind where one number is asked for', async () => {
    const store = await logOf(10, []);
    expect(numbers(await found(store, { after: 4, before: 6, limit: 1 }))).to.deep.equal([5]);
    expect(numbers(await found(store, { after: 10, before: 12, limit: 1 }))).to.deep.equal([]);
  });
});
