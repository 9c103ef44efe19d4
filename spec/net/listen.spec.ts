/** What the port makes of connections that have gone quiet: the clock is in the spec's hand. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { doorsTo } from '../../server/doors/index.ts';
import { carriersWith } from '../../server/net/carriers/index.ts';
import type { Connection } from '../../server/net/connection.ts';
import { nameOf } from '../../server/net/endpoint.ts';
import { Gate } from '../../server/net/gate.ts';
import { Listener, type ListenerEvents } from '../../server/net/listen.ts';
import { Proxies } from '../../server/net/proxies.ts';
import { IDLE_MS, ROUND_MS, STALLED_MS } from '../../server/net/rounds.ts';
import { sockets } from '../../server/net/sockets.ts';
import { Turnstile } from '../../server/net/turnstile.ts';
import { HandClock } from '../support/hand-clock.ts';
import { language } from '../support/language.ts';
import { portOf } from '../support/ports.ts';

describe('a connection that has gone quiet', () => {
  let clock: HandClock;
  let listener: Listener;
  let client: Socket;
  let connection: Connection;
  let told: string[];
  let broken: Promise<void>;

  beforeEach(async () => {
    clock = new HandClock();
    told = [];
    let open = (_connection: Connection): void => {};
    let end = (): void => {};
    const opened = new Promise<Connection>((resolve) => {
      open = resolve;
    });
    broken = new Promise((resolve) => {
      end = resolve;
    });
    const events: ListenerEvents = {
      isBusyFor: () => false,
      turnedAway() {},
      worked() {},
      opened: (each) => open(each),
      commanded: (_, { cmd }) => told.push(cmd),
      refused: (_, { code }) => told.push(code),
      slowed: () => told.push('slowed'),
      finished: () => told.push('finished'),
      closed: () => {
        told.push('closed');
        end();
      },
      unfinished: () => told.push('unfinished'),
      idle: () => told.push('idle') > 0,
      silent: () => told.push('silent'),
      full: () => told.push('full'),
      trouble: (why) => told.push(why),
    };
    const perAddress = { connections: 10, newcomers: { perSecond: 10, burst: 10 } };
    const endpoints = [{ kind: 'tcp', host: '127.0.0.1', port: 0 }] as const;
    const port = sockets({
      proxies: new Proxies([]),
      allowsPlaintext: false,
      endpoints,
      carriers: carriersWith(undefined, {
        name: 'parlance',
        origins: [],
        isStoring: () => true,
        clock,
        turnstile: new Turnstile(clock),
      }),
      clock,
    });
    const gate = new Gate(clock, () => {});
    const options = { port, connections: 10, perAddress, rates: undefined, clock, gate };
    listener = new Listener(options, doorsTo(language), events);
    client = connect({ host: '127.0.0.1', port: portOf((await listener.listen()).map(nameOf)) });
    client.write('{"cmd":"ping"}\n');
    connection = await opened;
    told.length = 0;
  });

  afterEach(async () => {
    client.destroy();
    listener.stop();
    await listener.close();
  });

  it('is asked once whether it is there, and given up when it does not answer', () => {
    clock.pass(IDLE_MS);
    expect(told).to.deep.equal([]);
    clock.pass(IDLE_MS);
    expect(told).to.deep.equal(['idle']);
    clock.pass(ROUND_MS);
    expect(told).to.deep.equal(['idle']);
    clock.pass(ROUND_MS);
    expect(told).to.deep.equal(['idle', 'silent']);
  });

  it('counts as alive after any line', async () => {
    clock.pass(IDLE_MS + ROUND_MS);
    client.write('\n');
    while (connection.life.pinged !== undefined)
      await new Promise((resolve) => setImmediate(resolve));
    clock.pass(IDLE_MS);
    expect(told).to.deep.equal(['idle']);
  });

  it('is not asked while its lines are not read', () => {
    connection.intake.hold();
    clock.pass(2 * IDLE_MS);
    connection.intake.release();
    clock.pass(IDLE_MS);
    expect(told).to.deep.equal(['unfinished']);
  });

  /** Writes more than anybody's buffers hold to a client that does not read. */
  async function fill(): Promise<void> {
    client.pause();
    const chunk = Buffer.alloc(1_000_000);
    let isFull = false;
    const lag = (): void => {
      isFull = true;
    };
    connection.outbox.owner = { lag, tell() {}, goOn() {} };
    while (!isFull) {
      connection.outbox.push(chunk);
      connection.outbox.flush();
      connection.outbox.checkSize();
      await new Promise((resolve) => setImmediate(resolve));
    }
    connection.life.heard = Number.POSITIVE_INFINITY;
  }

  it('is cut when it has taken nothing for five minutes', async () => {
    await fill();
    clock.pass(ROUND_MS);
    clock.pass(STALLED_MS);
    expect(told).not.to.include('closed');
    clock.pass(ROUND_MS);
    await broken;
  });

  it('is not cut when it has taken something', async () => {
    await fill();
    clock.pass(STALLED_MS);
    client.resume();
    while (connection.outbox.choked) await once(client, 'data');
    clock.pass(STALLED_MS);
    expect(told).not.to.include('closed');
  });
});
