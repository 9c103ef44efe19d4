/** Whom a connection is greeted as when its first line has come, and the server had no time for it yet. */
import { expect } from 'chai';
import { doorsTo } from '../../server/doors/index.ts';
import { Allowance, type Rates } from '../../server/net/allowance.ts';
import { GREETING_DELAY_MS, TLS_GREETING_DELAY_MS } from '../../server/net/arrival.ts';
import { Connection } from '../../server/net/connection.ts';
import type { TransportEvents } from '../../server/net/transport.ts';
import { HandClock } from '../support/hand-clock.ts';
import { language } from '../support/language.ts';
import { looked } from '../support/server.ts';
import { StillTransport } from '../support/still-transport.ts';

describe('somebody who comes while the server is busy', () => {
  let clock: HandClock;
  let busy: boolean;
  let isLate: boolean;
  /** What the connection has told. */
  let told: string[];
  let connection: Connection;
  /** So many milliseconds the next line has to wait for those of its neighbours. */
  let wait: number;
  /** For so many lines it has paid. */
  let paid: number;
  let comes: () => void;
  let arrives: (text: string) => void;
  /** TLS may yet come, from another machine. */
  let mayBeginTls: boolean;
  let shakes: TransportEvents['handshake'];

  class Counted extends Allowance {
    override spend(what: keyof Rates, much: number): number {
      if (what === 'bytes') return 0;
      paid += much;
      return wait;
    }
  }

  class Heard extends StillTransport {
    override get mayBeginTls(): boolean {
      return mayBeginTls;
    }

    override open(events: TransportEvents): void {
      shakes = () => events.handshake();
      arrives = (text) => events.received(Buffer.from(text));
    }

    override cut(): void {
      told.push('cut');
    }
  }

  beforeEach(() => {
    clock = new HandClock();
    busy = true;
    isLate = false;
    wait = 0;
    paid = 0;
    told = [];
    mayBeginTls = false;
    const events = {
      opened: ({ speech }: Connection) => told.push(`greeted in ${speech.reads.name}`),
      commanded: (_: Connection, { cmd }: { cmd: string }) => told.push(cmd),
      refused: () => told.push('refused'),
      slowed() {},
      finished() {},
      closed() {},
      unfinished() {},
      isBusyFor: ({ wasOpened }: Connection) => (wasOpened ? busy : isLate),
      worked() {},
      mayBeginHandshake: () => true,
      handshakeEnded() {},
    };
    const rate = { perSecond: 1000, burst: 1000 };
    const allowance = new Counted({ commands: rate, bytes: rate });
    comes = () => {
      const service = { doors: doorsTo(language), allowance, clock };
      connection = new Connection(1, new Heard('A'), events, service);
    };
    comes();
  });

  /** The delay is over, and whatever has come meanwhile is read. */
  async function delayed(): Promise<void> {
    clock.pass(GREETING_DELAY_MS);
    await looked();
  }

  it('is greeted as whoever their first line says they are, and the line is run later', async () => {
    arrives('{"cmd":"ping"}\n');
    await delayed();
    expect(told).to.deep.equal(['greeted in json']);
    busy = false;
    connection.take();
    expect(told).to.deep.equal(['greeted in json', 'ping']);
  });

  it('pays once for each line, also for the one that picks the door', () => {
    busy = false;
    arrives('{"cmd":"ping"}\n');
    expect(told).to.deep.equal(['greeted in json', 'ping']);
    expect(paid).to.equal(1);
    arrives('{"cmd":"ping"}\n\n');
    expect(paid).to.equal(3);
  });

  it('is greeted so, too, when the line comes with the end of the delay', async () => {
    clock.pass(GREETING_DELAY_MS);
    arrives('{"cmd":"ping"}\n');
    await looked();
    expect(told).to.deep.equal(['greeted in json']);
  });

  it('is greeted in plain when only a part of a line has come', async () => {
    arrives('{"cmd":');
    await delayed();
    expect(told).to.deep.equal(['greeted in plain']);
  });

  it('is greeted in the next turn when thousands have used up this one', async () => {
    isLate = true;
    await delayed();
    expect(told).to.deep.equal([]);
    isLate = false;
    connection.take();
    expect(told).to.deep.equal(['greeted in plain']);
  });

  it('is greeted and heard when their line comes while the greeting waits for its turn', async () => {
    isLate = true;
    await delayed();
    [isLate, busy] = [false, false];
    arrives('{"cmd":"ping"}\n');
    expect(told).to.deep.equal(['greeted in json', 'ping']);
  });

  it('is greeted in time when their line is not paid for, and heard when it is', async () => {
    busy = false;
    wait = 1000;
    arrives('{"cmd":"ping"}\n');
    await delayed();
    expect(told).to.deep.equal(['greeted in json']);
    clock.pass(1000 - GREETING_DELAY_MS);
    expect(told).to.deep.equal(['greeted in json', 'ping']);
  });

  it('may begin TLS when their first packet was lost on the way, and is greeted later for that', async () => {
    connection.cut();
    told.length = 0;
    mayBeginTls = true;
    comes();
    await delayed();
    expect(told).to.deep.equal([]);
    shakes();
    clock.pass(TLS_GREETING_DELAY_MS);
    await looked();
    expect(told).to.deep.equal([]);
  });

  it('is greeted all the same when nothing comes', async () => {
    connection.cut();
    told.length = 0;
    mayBeginTls = true;
    comes();
    clock.pass(TLS_GREETING_DELAY_MS);
    await looked();
    expect(told).to.deep.equal(['greeted in plain']);
  });

  it('is cut when TLS begins after the greeting: what they would read is no TLS', async () => {
    await delayed();
    shakes();
    expect(told).to.deep.equal(['greeted in plain', 'cut']);
  });

  it('is not greeted when it is a browser: it is let go', async () => {
    arrives('GET / HTTP/1.1\n');
    await delayed();
    busy = false;
    connection.take();
    expect(told).to.deep.equal(['cut']);
  });
});
