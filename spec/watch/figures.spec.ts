/** What is counted of a server, and how it is told: to Prometheus, and to `parlance top`. */
import { expect } from 'chai';
import { rowsOf } from '../../server/admin/top-rows.ts';
import { together, type Witness } from '../../server/hub/witness.ts';
import { counting } from '../../server/watch/figures.ts';
import { LoopDelay } from '../../server/watch/loop-delay.ts';
import { pageOf, serveMetrics } from '../../server/watch/metrics.ts';
import { Tally } from '../../server/watch/tally.ts';
import { HandClock, START } from '../support/hand-clock.ts';
import { openServer } from '../support/server.ts';

describe('the figures of a server', () => {
  async function begun() {
    const witnesses: Witness[] = [];
    const figures = counting(witnesses, new HandClock());
    const around = { witness: together(witnesses), figures };
    const server = await openServer({}, undefined, around);
    const now = async () => {
      const reply = await server.clerk({ ask: 'figures' });
      if (reply.is !== 'figures') throw new Error(reply.is);
      return reply.figures;
    };
    return { server, figures, now, witnesses };
  }

  it('count from when somebody asks: messages once, and once for each who hears them', async () => {
    const { server, now, witnesses } = await begun();
    const [ann, bob] = [await server.party('ann', 'json'), await server.party('bob', 'json')];
    expect(witnesses).to.have.length(0);
    const before = await now();
    expect(before).to.include({ at: START, since: START });
    expect(before).to.include({ connections: 2, people: 2, rooms: 0, messages: 0 });
    for (const each of [ann, bob]) {
      each.send('/join #dev');
      await each.barrier();
    }
    ann.send('hello');
    ann.send('/kick bob');
    ann.send('/nonsense');
    await ann.barrier();
    const after = await now();
    expect(after).to.include({ rooms: 1, messages: 1, deliveries: 2, undone: 0 });
    expect(after.refusals).to.include({ unknown_command: 1 });
    expect(rowsOf(before, { ...after, at: before.at + 2000 })).to.include.members([
      'people        2 on 2 sessions, 0 lost; 0 accounts',
      'commit        p50 0 ms, p99 0 ms, at most 0 ms',
      'refused       unknown_command 1',
      'search        knows all',
    ]);
    expect(after.slowest[0]).to.include({ tookMs: 0, agoMs: 0 });
    expect(Math.max(...after.slowest.map(({ events }) => events))).to.be.above(0);
    const slow = { agoMs: 3_661_000, tookMs: 812, events: 1, people: 3, bytes: 2048 };
    const late = {
      ...after,
      at: Date.UTC(2026, 10, 27, 5, 0),
      searchLag: { events: 70, since: Date.UTC(2026, 10, 27, 4, 59) },
      slowest: [slow],
    };
    expect(rowsOf(before, late)).to.include.members([
      'search        70 events behind, the oldest of 60 s ago',
      'slow commit 1 812 ms at 03:58:59: 1 event with 2 KB of text, 3 states of people',
    ]);
  });

  it('are told to Prometheus, at an address of their own', async () => {
    const { server, figures, now, witnesses } = await begun();
    await now();
    for (const each of witnesses) each.turnedAway('192.0.2.1', 'address');
    const oldest = Date.parse('2026-11-27T12:00:00Z');
    const page = pageOf(() => ({ ...figures(() => censusOf()), at: oldest + 60_000 }));
    const censusOf = () => ({
      ...{ connections: 3, people: 2, sessions: 4, lost: 1, accounts: 0, rooms: 5 },
      ...{ deliveries: 6, outboxBytes: 7, searchLag: { events: 8, since: oldest } },
    });
    page.timed.commit(0.003);
    const ann = await server.party('ann', 'json');
    ann.send('/nonsense');
    await ann.barrier();
    const port = await serveMetrics({ host: '127.0.0.1', port: 0 }, page);
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, {
      headers: { connection: 'close' },
    });
    const lines = (await answer.text()).split('\n');
    expect(lines).to.include.members([
      'parlance_connections 3',
      'parlance_outbox_bytes 7',
      'parlance_search_lag_events 8',
      'parlance_search_lag_seconds 60',
      'parlance_deliveries_total 6',
      'parlance_refusals_total{code="unknown_command"} 1',
      'parlance_turned_away_total{why="address"} 1',
      'parlance_commit_seconds_bucket{le="0.005"} 1',
      'parlance_commit_seconds_bucket{le="0.002"} 0',
    ]);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).to.equal(404);
  });
});

describe('how long commits took', () => {
  it('is told of half of them and of 99 in 100, however few there are, and not of those that stored nothing', () => {
    let now = 0;
    const tally = new Tally(() => now);
    const commit = (took: number) => {
      tally.committing({ entries: [], persons: [], sessions: [] });
      now += took;
      tally.committed(true);
    };
    commit(17);
    commit(1);
    for (let n = 0; n < 2; n += 1) {
      tally.committing(undefined);
      tally.committed(true);
    }
    expect(tally.counts.commitMs).to.deep.equal({ p50: 1, p99: 17, max: 17 });
    expect(tally.counts.turns).to.equal(4);
    for (let n = 0; n < 98; n += 1) commit(2);
    expect(tally.counts.commitMs).to.deep.equal({ p50: 2, p99: 2, max: 17 });
  });
});

describe('what a slow commit held', () => {
  it('is counted without writing it out', () => {
    const tally = new Tally(() => 0);
    const text = 'né';
    const event = { ev: 'message', text, toJSON: () => expect.fail('written out') };
    const records = [{ event, author: 'guest:1' }] as never;
    const person = { identity: 'guest:1' };
    tally.committing({
      entries: [{ log: '#dev' as never, after: 0, records }],
      persons: [person],
      sessions: [],
    });
    tally.committed(true);
    const slow = { agoMs: 0, tookMs: 0, events: 1, people: 1, bytes: 3 };
    expect(tally.counts.slowest).to.deep.equal([slow]);
  });
});

describe('how late the event loop is', () => {
  it('is told of the last minute or two, each delay at least once', () => {
    let [now, delay] = [0, 0];
    const looks = {
      percentile: () => delay,
      max: 0,
      reset() {
        delay = 0;
      },
    };
    const loop = new LoopDelay(() => now, looks);
    const p99 = (at: number): number => {
      now = at;
      return loop.spread.p99;
    };
    expect(p99(1000)).to.equal(0);
    delay = 120e6;
    expect([2000, 59_000, 61_000, 62_000, 122_000].map(p99)).to.deep.equal(Array(5).fill(100));
    expect(p99(123_000)).to.equal(0);
  });
});
