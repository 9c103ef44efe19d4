/** Who takes one of the places that an address has, and when it is free again. */
import { expect } from 'chai';
import { doorsTo } from '../../server/doors/index.ts';
import { Listener, type ListenerEvents } from '../../server/net/listen.ts';
import type { Port, PortEvents } from '../../server/net/port.ts';
import type { Transport, TransportEvents } from '../../server/net/transport.ts';
import { HandClock } from '../support/hand-clock.ts';
import { language } from '../support/language.ts';

let told: string[];
let comes: PortEvents['came'];

/** A server at which so many may be of an address, and so many in all. */
async function listens(ofAddress: number, inAll: number): Promise<void> {
  told = [];
  const port: Port = {
    async open({ came }) {
      comes = came;
      return [];
    },
    close() {},
  };
  const events = {
    isBusyFor: () => false,
    worked() {},
    opened: () => told.push('opened'),
    commanded() {},
    turnedAway: (_, why) => told.push(why),
    closed: () => told.push('closed'),
    unfinished() {},
  } as Partial<ListenerEvents> as ListenerEvents;
  const perAddress = { connections: ofAddress, newcomers: { perSecond: 10, burst: 10 } };
  const options = {
    port,
    connections: inAll,
    perAddress,
    rates: undefined,
    clock: new HandClock(),
  };
  await new Listener(options, doorsTo(language), events).listen();
}

/** Somebody comes from an address; returns what happens to them, unless they are turned away. */
function somebody(address = 'A'): TransportEvents | undefined {
  let arriving: TransportEvents | undefined;
  const transport = {
    address,
    open(events: TransportEvents) {
      arriving = events;
    },
    turnAway() {},
    cut: () => told.push('cut'),
    closed: () => new Promise(() => {}),
    pause() {},
    resume() {},
  };
  comes(transport as unknown as Transport);
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
    ann?.data(Buffer.from('/ping\n'));
    ann?.close();
    expect(somebody()).not.to.equal(undefined);
    expect(told).to.deep.equal(['opened', 'closed']);
  });

  it('is free again when who has it leaves without a word, of which nobody else is told', () => {
    somebody()?.close();
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
    one?.close();
    somebody('D')?.handshake();
    expect(told).to.deep.equal(['handshakes', 'cut']);
  });
});
