/** A reader that does not keep pace: it misses nothing that the log holds, and slows nobody else. */
import { expect } from 'chai';
import type { Event, EventOf } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { Audience } from '../../server/net/audience.ts';
import { Feed } from '../../server/net/feed.ts';
import { HandClock } from '../support/hand-clock.ts';
import { eventsIn, type Party, seqsIn } from '../support/party.ts';
import { looked, openNarrow, openServer, type TestServer } from '../support/server.ts';
import { TroubledStore } from '../support/troubled-store.ts';

/** More than a narrow way holds: nobody who sleeps through it can have got all of it. */
const MANY = 600;
const text = 'x'.repeat(4000);

/** Says so many long messages, as fast as they are told. */
async function flood(ann: Party, count: number): Promise<void> {
  for (let said = 0; said < count; said += 100) {
    ann.write(`${`/msg #dev ${text}\n`.repeat(Math.min(100, count - said))}`);
    await ann.rest();
  }
}

const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe('a reader that sleeps while a room talks', () => {
  let sleeper: Party;

  async function asleep(server: TestServer): Promise<void> {
    sleeper = await server.party('zoe', 'json');
    await sleeper.ask({ cmd: 'join', rooms: ['#dev'] });
    sleeper.stall();
  }

  /** It reads on, and has been told all. */
  async function awake(): Promise<void> {
    const woken = sleeper.ask({ cmd: 'ping' });
    sleeper.wake();
    await woken;
  }

  it('gets every message once and in order when it wakes, and then its own answer', async () => {
    const server = await openNarrow();
    const ann = await server.party('ann');
    ann.send('/join #dev');
    await asleep(server);
    await flood(ann, MANY);
    await awake();
    const { events } = sleeper;
    expect(seqsIn(events)).to.deep.equal(upTo(MANY));
    expect(events.at(-1)?.ev).to.equal('ok');
    expect(events.some(({ ev }) => ev === 'lagged')).to.equal(false);
  });

  it('is told who came and went meanwhile by one state of the room', async () => {
    const server = await openNarrow();
    const ann = await server.party('ann');
    ann.send('/join #dev');
    await asleep(server);
    await flood(ann, MANY);
    const bob = await server.party('bob');
    bob.send('/join #dev');
    const cy = await server.party('cy');
    cy.send('/join #dev');
    await bob.barrier();
    cy.send('/part #dev');
    await cy.barrier();
    await awake();
    const { events } = sleeper;
    const joined = events.findIndex(({ ev }) => ev === 'room');
    const later = events.slice(joined + 1);
    const states = later.filter((event) => event.ev === 'room');
    expect(states).to.have.length(1);
    expect(states[0]?.members.map(({ nick }) => nick)).to.have.members(['ann', 'bob', 'zoe']);
    expect(later.some(({ ev }) => ev === 'joined' || ev === 'parted')).to.equal(false);
    await flood(ann, 3);
    await sleeper.ask({ cmd: 'ping' });
    expect(seqsIn(sleeper.events)).to.deep.equal(upTo(MANY + 3));
  });

  it('is told exactly what the log no longer holds, and gets all the rest', async () => {
    const server = await openNarrow(new TroubledStore(2 ** 20));
    const ann = await server.party('ann');
    ann.send('/join #dev');
    await asleep(server);
    await flood(ann, MANY);
    await awake();
    const { events } = sleeper;
    const told = new Set(seqsIn(events));
    const [lag, ...others] = events.filter((event) => event.ev === 'lagged');
    expect(others).to.deep.equal([]);
    expect(lag).to.include({ room: '#dev' });
    await sleeper.ask({ cmd: 'history', target: '#dev', after: 0 });
    const kept = sleeper.events.find(({ ev }) => ev === 'history') as EventOf<'history'>;
    expect(kept.events[0]?.seq).to.equal((lag?.to ?? 0) + 1);
    const missed = upTo(lag?.to ?? 0, lag?.from);
    expect([...told, ...missed].sort((a, b) => a - b)).to.deep.equal(upTo(MANY));
    const at = events.indexOf(lag as Event);
    expect(seqsIn(events.slice(0, at))).to.deep.equal(upTo((lag?.from ?? 0) - 1));
  });

  it('catches up with a room that goes on talking, from a store that takes its time', async () => {
    const log = new TroubledStore();
    const server = await openNarrow(log);
    const ann = await server.party('ann');
    ann.send('/join #dev');
    await asleep(server);
    await flood(ann, MANY);
    const lazily = setInterval(() => {
      log.stall();
      setImmediate(() => log.resume());
    }, 1);
    sleeper.wake();
    await flood(ann, 200);
    await sleeper.ask({ cmd: 'ping' });
    clearInterval(lazily);
    expect(seqsIn(sleeper.events)).to.deep.equal(upTo(MANY + 200));
  });
});

describe('a reader of a log that the store can not read', () => {
  it('is given what it missed when the store can read again, half a second later', async () => {
    const log = new TroubledStore();
    const server = await openServer({}, log);
    const ann = await server.party('ann');
    ann.send('/join #dev\n/msg #dev one\n/msg #dev two');
    await ann.rest();
    const bob = await server.party('bob', 'json');
    log.goBlind();
    bob.send('/join@j #dev=0');
    while (log.readsAsked === 0) await ann.barrier();
    log.recover();
    server.clock.pass(499);
    await ann.barrier();
    expect(log.readsAsked).to.equal(1);
    server.clock.pass(1);
    const heard = eventsIn(await bob.until(/"re":"j"/));
    expect(seqsIn(heard)).to.deep.equal([1, 2]);
  });
});

describe('what is read for somebody who is behind', () => {
  it('is no more than what is handed over at once, however long the messages are', async () => {
    const audience = new Audience('#dev' as LogKey, '#dev', 0);
    const read: number[] = [];
    let handed = 0;
    const outbox = {
      dialect: { write: ({ text }: { text: string }) => text },
      choked: false,
      push: ({ length }: Buffer) => {
        handed += length;
      },
      flush() {},
    };
    const means = {
      clock: new HandClock(),
      delivery: { feed() {}, later() {} },
      read: async (_: LogKey, after: number, limit: number) => {
        read.push(limit * text.length);
        return Array.from({ length: limit }, (_, n) => ({
          author: '',
          event: { ev: 'message', seq: after + 1 + n, text },
        }));
      },
    };
    let isLive = false;
    const reader = { hears: new Set([audience]) };
    const feed = new Feed({ outbox, address: '' } as never, reader as never, means as never, () => {
      isLive = true;
    });
    audience.told = 1000;
    for (; !isLive; means.clock.pass(1000)) {
      while (feed.pump()) {}
      await looked();
    }
    expect(handed).to.equal(1000 * text.length);
    expect(Math.max(...read)).to.be.below(70_000);
  });
});
