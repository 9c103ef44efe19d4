/** What is made of thousands who read slowly, or not at all: simulated connections, and a clock in the hand of the spec. */
import { expect } from 'chai';
import type { Connection } from '../../server/net/connection.ts';
import {
  BEHIND_MS,
  LITTLE_BYTES,
  MAX_HELD_BYTES,
  ROUND_MS,
  Rounds,
} from '../../server/net/rounds.ts';
import { SignsOfLife } from '../../server/net/signs-of-life.ts';
import { HandClock } from '../support/hand-clock.ts';
import { looked } from '../support/server.ts';

/** What is held for somebody at most, or about. */
const LIMIT_BYTES = 256 * 1024;

describe('those of whom much is held', () => {
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

  /** The one of that number, of whom so many bytes are held, who takes a byte now and then. */
  function come(n: number, held: () => number, address = `192.0.2.${n}`): void {
    let taken = 0;
    const life = new SignsOfLife(clock.now());
    const connection = {
      address,
      life,
      get held() {
        return held();
      },
      speech: { hasChosen: true },
      checkProgress(now: number) {
        seen += 1;
        taken += 1;
        life.checkProgress({ taken, waiting: held() } as never, now);
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

  it('are cut, of equals the longest behind first, until no more is held of the others than may', async () => {
    const most = MAX_HELD_BYTES / LIMIT_BYTES;
    for (let n = 0; n < 2; n += 1) come(n, () => LIMIT_BYTES);
    await pass(1);
    for (let n = 2; n < most + 2; n += 1) come(n, () => LIMIT_BYTES);
    come(-1, () => LITTLE_BYTES - 1);
    await pass(BEHIND_MS / ROUND_MS);
    expect(cut).to.deep.equal([]);
    await pass(1);
    expect(cut).to.deep.equal([0, 1]);
  });

  it('are cut at addresses of which most is held: whoever reads slowly elsewhere stays, though they were behind before', async () => {
    const most = MAX_HELD_BYTES / LIMIT_BYTES;
    come(-1, () => LIMIT_BYTES, 'honest');
    come(-2, () => LITTLE_BYTES, 'small');
    await pass(1);
    for (let n = 0; n < most; n += 1) come(n, () => LIMIT_BYTES, n < most / 2 ? 'A' : `B${n % 9}`);
    await pass(1 + BEHIND_MS / ROUND_MS);
    expect(cut).to.deep.equal([most / 2 - 1, most / 2 - 2]);
  });

  it('are not cut when they are up to date again in time, however much it was', async () => {
    let held = LIMIT_BYTES;
    for (let n = 0; n < 2500; n += 1) come(n, () => held);
    for (let n = 0; n < 3; n += 1) {
      held = LIMIT_BYTES;
      await pass(1);
      held = 0;
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
