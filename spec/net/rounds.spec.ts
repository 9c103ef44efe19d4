/** What is made of thousands who read slowly, or not at all: simulated connections, and a clock in the hand of the spec. */
import { expect } from 'chai';
import { doorsTo } from '../../server/doors/index.ts';
import { Connection, type ConnectionHost } from '../../server/net/connection.ts';
import {
  BEHIND_MS,
  LITTLE_BYTES,
  MAX_HELD_BYTES,
  ROUND_MS,
  Rounds,
} from '../../server/net/rounds.ts';
import { HandClock } from '../support/hand-clock.ts';
import { language } from '../support/language.ts';
import { looked } from '../support/server.ts';
import { StillTransport } from '../support/still-transport.ts';

const doors = doorsTo(language);

/** Nobody says anything here. */
const events: ConnectionHost = {
  opened() {},
  commanded() {},
  refused() {},
  slowed() {},
  finished() {},
  closed() {},
  unfinished() {},
  isBusyFor: () => false,
  worked() {},
  mayBeginHandshake: () => true,
  handshakeEnded() {},
};

/** What is held for somebody at most, or about. */
const LIMIT_BYTES = 256 * 1024;

describe('those of whom much is held', () => {
  let clock: HandClock;
  let connections: Set<Connection>;
  /** Who has been looked at, and who was cut, by their numbers. */
  let seen: number;
  let cut: number[];
  let rounds: Rounds;

  class Seen extends Connection {
    override checkProgress(now: number): void {
      seen += 1;
      super.checkProgress(now);
    }
  }

  beforeEach(() => {
    clock = new HandClock();
    connections = new Set();
    seen = 0;
    cut = [];
    rounds = new Rounds(clock, connections, { idle: () => true, silent() {}, speechless() {} });
  });

  afterEach(() => rounds.stop());

  /** The one of that number, of whom so many bytes are held, who takes a byte now and then. */
  function come(n: number, held: () => number, address = `192.0.2.${n}`): void {
    let taken = 0;
    class Slow extends StillTransport {
      override get waiting(): number {
        return held();
      }

      override get taken(): number {
        taken += 1;
        return taken;
      }

      override cut(): void {
        cut.push(n);
        connections.delete(connection);
      }
    }
    const service = { doors, allowance: undefined, clock };
    const connection = new Seen(n, new Slow(address), events, service);
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
