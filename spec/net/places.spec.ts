/** Who takes one of the places that an address has, and when it is free again. */
import { expect } from 'chai';
import { doorsTo } from '../../server/doors/index.ts';
import { Listener, type ListenerEvents } from '../../server/net/listen.ts';
import type { Port, PortEvents } from '../../server/net/port.ts';
import type { Transport, TransportEvents } from '../../server/net/transport.ts';
import { HandClock } from '../support/hand-clock.ts';
import { language } from '../support/language.ts';

describe('the only place of an address', () => {
  let told: string[];
  let comes: PortEvents['came'];

  beforeEach(async () => {
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
      turnedAway() {},
      closed: () => told.push('closed'),
      unfinished() {},
    } as Partial<ListenerEvents> as ListenerEvents;
    const perAddress = { connections: 1, newcomers: { perSecond: 10, burst: 10 } };
    const options = { port, connections: 10, perAddress, rates: undefined, clock: new HandClock() };
    await new Listener(options, doorsTo(language), events).listen();
  });

  /** Somebody comes from the address; returns what happens to them, unless they are turned away. */
  function somebody(): TransportEvents | undefined {
    let arriving: TransportEvents | undefined;
    const transport = {
      address: 'A',
      open(events: TransportEvents) {
        arriving = events;
      },
      turnAway() {},
      closed: () => new Promise(() => {}),
      pause() {},
      resume() {},
    };
    comes(transport as unknown as Transport);
    return arriving;
  }

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
