/** Who takes one of the places that an address has, and when it is free again. */
import { expect } from 'chai';
import { doorsTo } from '../../server/doors/index.ts';
import { Gate } from '../../server/net/gate.ts';
import { Listener, type ListenerEvents } from '../../server/net/listen.ts';
import type { Port, PortEvents } from '../../server/net/port.ts';
import type { TransportEvents } from '../../server/net/transport.ts';
import { HandClock } from '../support/hand-clock.ts';
import { language } from '../support/language.ts';
import { StillTransport } from '../support/still-transport.ts';

let told: string[];
let comes: PortEvents['came'];

/** What a script of the operator answers about each address, once it does. */
let answer: (line: string) => void;

/** A server at which so many may be of an address, and so many in all; perhaps a script is asked about them. */
async function listens(ofAddress: number, inAll: number, asks = false): Promise<void> {
  told = [];
  const port: Port = {
    async open({ came }) {
      comes = came;
      return [];
    },
    close() {},
  };
  const events: ListenerEvents = {
    isBusyFor: () => false,
    worked() {},
    opened: ({ mustLogIn }) => told.push(mustLogIn ?? 'opened'),
    commanded() {},
    refused() {},
    slowed() {},
    finished() {},
    turnedAway: (_, why) => told.push(why),
    closed: () => told.push('closed'),
    unfinished() {},
    idle: () => false,
    silent() {},
    full() {},
    trouble() {},
  };
  const clock = new HandClock();
  const gate = new Gate(clock, () => {});
  const said = new Promise<string>((resolve) => {
    answer = resolve;
  });
  if (asks) gate.use(() => ({ answer: said, stop() {} }));
  const perAddress = { connections: ofAddress, newcomers: { perSecond: 10, burst: 10 } };
  const options = {
    port,
    connections: inAll,
    perAddress,
    ...{ rates: undefined, clock, gate },
  };
  await new Listener(options, doorsTo(language), events).listen();
}

/** Somebody comes from an address; returns what happens to them, unless they are turned away. */
function somebody(
  address = 'A',
  closed = new Promise<void>(() => {}),
): TransportEvents | undefined {
  let arriving: TransportEvents | undefined;
  class Told extends StillTransport {
    override open(events: TransportEvents): void {
      arriving = events;
    }

    override turnAway(bytes: Buffer): void {
      told.push(bytes.toString());
    }

    override cut(): void {
      told.push('cut');
    }

    override closed(): Promise<void> {
      return closed;
    }
  }
  comes(new Told(address));
  return arriving;
}

describe('the only place of an address', () => {
  beforeEach(() => listens(1, 10));

  it('is taken by whoever comes first', () => {
    somebody();
    expect(somebody()).to.equal(undefined);
  });

  it('is free again when who has it leaves', () => {
    const ann = somebody();
    ann?.received(Buffer.from('/ping\n'));
    ann?.closed();
    expect(somebody()).not.to.equal(undefined);
    expect(told).to.deep.equal(['opened', 'closed']);
  });

  it('is free again when who has it leaves without a word, of which nobody else is told', () => {
    somebody()?.closed();
    expect(somebody()).not.to.equal(undefined);
    expect(told).to.deep.equal([]);
  });
});

describe('who begins a handshake and stops', () => {
  it('takes no more than half of the places of an address', async () => {
    await listens(4, 100);
    const [one, two, three] = [somebody(), somebody(), somebody()];
    one?.handshake();
    two?.handshake();
    expect(told).to.deep.equal([]);
    three?.handshake();
    expect(told).to.deep.equal(['handshakes', 'cut']);
    one?.ready();
    somebody()?.handshake();
    expect(told).to.deep.equal(['handshakes', 'cut']);
    somebody('B')?.handshake();
    expect(told).to.deep.equal(['handshakes', 'cut']);
  });

  it('takes no more than half of all places, and leaves its place when it is gone', async () => {
    await listens(4, 4);
    const one = somebody('A');
    one?.handshake();
    somebody('B')?.handshake();
    somebody('C')?.handshake();
    expect(told).to.deep.equal(['handshakes', 'cut']);
    one?.closed();
    somebody('D')?.handshake();
    expect(told).to.deep.equal(['handshakes', 'cut', 'handshake']);
  });
});

describe('who comes from an address that a script is asked about', () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('is let in when it says so, and turned away with its words when not', async () => {
    await listens(4, 4, true);
    expect(somebody('A')).to.equal(undefined);
    expect(told).to.deep.equal([]);
    answer('refuse come by another way');
    await settled();
    expect(told[0]).to.equal('script');
    expect(told[1]).to.match(/^\* Bye: come by another way\n\{"ev":"bye","code":"banned",.*\}\n$/);
  });

  it('may only log in when it says so: they are told why', async () => {
    await listens(4, 4, true);
    somebody('A');
    answer('account too much spam');
    await settled();
    somebody('A')?.received(Buffer.from('/ping\n'));
    expect(told).to.deep.equal(['too much spam']);
  });

  it('has a place while it is asked, which is free when they are gone by then', async () => {
    await listens(1, 4, true);
    const { promise, resolve } = Promise.withResolvers<void>();
    somebody('A', promise);
    somebody('A');
    expect(told[0]).to.equal('address');
    resolve();
    answer('in');
    await settled();
    expect(somebody('A')).not.to.equal(undefined);
  });
});
