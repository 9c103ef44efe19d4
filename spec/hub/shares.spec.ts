/** The server's time, shared by addresses. */
import { expect } from 'chai';
import { divide, Shares } from '../../server/hub/shares.ts';
import type { Port, PortOptions } from '../../server/net/port.ts';
import { sockets } from '../../server/net/sockets.ts';
import { standard } from '../../server/surroundings.ts';
import type { Party } from '../support/party.ts';
import { looked, openServer, type TestServer } from '../support/server.ts';
import { settled } from '../support/troubled-room.ts';
import { TroubledStore } from '../support/troubled-store.ts';

/** A quarter of the time, and 2 ms at once. */
const share = { perSecond: 250, burst: 2 };

describe('an address that keeps the server busy', () => {
  let shares: Shares;

  beforeEach(() => {
    shares = new Shares(share);
  });

  it('rests until others have had three times as much', () => {
    shares.charge('A', 2, 0);
    expect(shares.rest('A', 0)).to.equal(0);
    shares.charge('A', 10, 0);
    expect(shares.rest('A', 0)).to.equal(40);
    expect(shares.rest('A', 40)).to.equal(0);
    expect(shares.rest('B', 0)).to.equal(0);
  });

  it('pays for what it takes to tell what came of its lines, by its part of the bytes', () => {
    const charged: [string, number][] = [];
    const charge = (address: string, milliseconds: number) => charged.push([address, milliseconds]);
    divide(12, new Map(Object.entries({ A: 3000, B: 1000 })), charge);
    divide(100, new Map(), charge);
    expect(charged).to.deep.equal([
      ['A', 9],
      ['B', 3],
    ]);
  });

  it('owes that also when very many others came after it', () => {
    shares.charge('A', 1000, 0);
    for (let n = 0; n < 3000; n += 1) shares.charge(`B${n}`, 0.001, n);
    expect(shares.rest('A', 3000)).to.be.above(0);
  });

  it('never rests where nothing is limited', () => {
    const all = new Shares({ perSecond: Number.POSITIVE_INFINITY, burst: 1 });
    all.charge('A', 1000, 0);
    expect(all.rest('A', 0)).to.equal(0);
  });
});

/** A port to which everybody comes from an address of their own. */
const far = (options: PortOptions): Port => {
  const near = sockets(options);
  let came = 0;
  return {
    close: () => near.close(),
    open: (events) =>
      near.open({
        ...events,
        came(transport) {
          came += 1;
          events.came(Object.assign(transport, { address: `10.0.0.${came}` }));
        },
      }),
  };
};

describe('somebody whose words take long to tell', () => {
  let server: TestServer;
  let store: TroubledStore;
  let ann: Party;
  let bob: Party;
  let linesRead: number;

  beforeEach(async () => {
    linesRead = 0;
    store = new TroubledStore();
    // To read a line takes a tenth of a millisecond, and to tell what was said a hundred.
    const doors = standard.doors.map((door) => ({
      ...door,
      open: () => {
        const dialect = door.open();
        return {
          ...dialect,
          read(line: string) {
            server.clock.pass(0.1);
            linesRead += 1;
            return dialect.read(line);
          },
          write(event: Parameters<typeof dialect.write>[0]) {
            if (event.ev === 'message') server.clock.pass(100);
            return dialect.write(event);
          },
        };
      },
    }));
    server = await openServer({ limits: true }, store, { doors, port: far });
    [ann, bob] = [await server.party('ann', 'json'), await server.party('bob', 'json')];
    for (const each of [ann, bob]) each.send('/join #dev');
    await settled(ann, bob);
    server.clock.pass(1000);
  });

  it('rests for that without a word, and nobody who was answered in the same turn', async () => {
    store.stallCommits();
    await store.committing(() => ann.send('hello'));
    bob.send('/help@h ping');
    await bob.event('help');
    await bob.event('ok');
    store.resume();
    await bob.event('message');
    ann.send('/ping@a');
    await bob.barrier();
    await bob.barrier();
    expect(ann.heard.join()).not.to.contain('"re":"a"');
    server.clock.pass(1000);
    await ann.until(/"re":"a"/);
    expect(ann.heard.join()).not.to.contain('"slowed"');
  });

  it('rests for long texts, and nobody who said a word meanwhile', async () => {
    store.stallCommits();
    await store.committing(() => bob.send('/topic tea'));
    const before = linesRead;
    ann.send('x'.repeat(4000));
    bob.send('hi');
    while (linesRead < before + 2) await looked();
    store.resume();
    for (const each of [ann, bob]) await each.until(/"text":"hi"/);
    ann.send('/ping@a');
    server.clock.pass(100);
    await bob.barrier();
    await bob.barrier();
    expect(ann.heard.join()).not.to.contain('"re":"a"');
    server.clock.pass(1000);
    await ann.until(/"re":"a"/);
  });
});
