/** What is made of thousands who read slowly, or not at all: simulated connections, and a clock in the hand of the spec. */
import { expect } from 'chai';
import type { Connection } from '../../server/net/connection.ts';
import { BEHIND_MS, MAX_WAITING_BYTES, ROUND_MS, Rounds } from '../../server/net/rounds.ts';
import { SignsOfLife } from '../../server/net/signs-of-life.ts';
import { HandClock } from '../support/hand-clock.ts';
import { looked } from '../support/server.ts';

/** What waits for somebody at most. */
const LIMIT_BYTES = 256 * 1024;

describe('those for whom much waits', () => {
  let clock: HandClock;
  let connections: Set<Connection>;
  /** Who has been looked at, and who was cut, by their numbers. */
  let seen: number;
  let cut: number[];
  let rounds: Rounds;

  beforeEach(() => {
    clock = new HandClock();
    connections = new Set();
    seen = 0;
    cut = [];
    const events = { idle: () => true, silent() {}, speechless() {} };
    rounds = new Rounds(clock, connections, events);
  });

  afterEach(() => rounds.stop());

  /** The one of that number, for whom so many bytes wait, who takes a byte now and then. */
  function come(n: number, waiting: () => number): void {
    let taken = 0;
    const life = new SignsOfLife(clock.now());
    const connection = {
      life,
      outbox: {
        get waiting() {
          return waiting();
        },
      },
      speech: { hasChosen: true },
      checkProgress(now: number) {
        seen += 1;
        taken += 1;
        life.checkProgress({ taken, waiting: waiting() } as never, now);
      },
      cut() {
        cut.push(n);
        connections.delete(connection);
      },
    } as unknown as Connection;
    connections.add(connection);
  }

  /** So many rounds: in each, all are looked at. */
  async function pass(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      clock.pass(ROUND_MS);
      for (let turn = 0; turn < 3; turn += 1) await looked();
    }
  }

  it('are cut, the longest behind first, until no more waits for the others than may', async () => {
    const most = MAX_WAITING_BYTES / LIMIT_BYTES;
    for (let n = 0; n < 2; n += 1) come(n, () => LIMIT_BYTES);
    await pass(1);
    for (let n = 2; n < most + 2; n += 1) come(n, () => LIMIT_BYTES);
    come(-1, () => 0);
    await pass(BEHIND_MS / ROUND_MS);
    expect(cut).to.deep.equal([]);
    await pass(1);
    expect(cut).to.deep.equal([0, 1]);
  });

  it('are not cut when they are up to date again in time, however much it was', async () => {
    let waiting = LIMIT_BYTES;
    for (let n = 0; n < 2500; n += 1) come(n, () => waiting);
    for (let n = 0; n < 3; n += 1) {
      waiting = LIMIT_BYTES;
      await pass(1);
      waiting = 0;
      await pass(1);
    }
    expect(cut).to.deep.equal([]);
  });

  it('are looked at a thousand in a turn', async () => {
    for (let n = 0; n < 2500; n += 1) come(n, () => 0);
    clock.pass(ROUND_MS);
    const turns = [seen];
    for (let n = 0; n < 2; n += 1) {
      await looked();
      turns.push(seen);
    }
    expect(turns).to.deep.equal([1000, 2000, 2500]);
  });
});
