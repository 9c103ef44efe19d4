/** Pages of what was said, whatever their size, and what comes between: nothing is left out, nothing comes twice. */
import { expect } from 'chai';
import type { EventOf } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import type { LogRange, LogRecord } from '../../../server/store/store.ts';
import type { Party } from '../../support/party.ts';
import { openServer } from '../../support/server.ts';
import { TroubledStore } from '../../support/troubled-store.ts';

describe('a page of history', () => {
  let ann: Party;

  beforeEach(async () => {
    const server = await openServer();
    ann = await server.party('ann', 'json');
    ann.send('/join #dev');
    await ann.rest();
  });

  async function page(query: string): Promise<EventOf<'history'>> {
    ann.send(`/history #dev ${query}`);
    return ann.event('history');
  }

  const seqs = ({ events }: EventOf<'history'>): number[] => events.map(({ seq }) => seq);

  it('around a message has that message in it, however long those before it are', async () => {
    for (let n = 1; n <= 60; n += 1) ann.send(`/msg #dev ${'x'.repeat(4000)}`);
    await ann.rest();
    const around = seqs(await page('around=40'));
    expect(around).to.include(40);
    const [first = 0] = around;
    expect(around).to.deep.equal(around.map((_, n) => first + n));
  });

  it('leads to the next in both directions, without a gap and without a repeat', async () => {
    for (let n = 1; n <= 37; n += 1) ann.send(`/msg #dev ${n}`);
    await ann.rest();
    const all = Array.from({ length: 37 }, (_, n) => n + 1);
    const forwards: number[] = [];
    for (let more: true | undefined = true; more; ) {
      const next = await page(`after=${forwards.at(-1) ?? 0} limit=5`);
      forwards.push(...seqs(next));
      ({ more } = next);
    }
    expect(forwards).to.deep.equal(all);
    const backwards: number[] = [];
    for (let more: true | undefined = true; more; ) {
      const next = await page(`before=${backwards[0] ?? 1000} limit=5`);
      backwards.unshift(...seqs(next));
      ({ more } = next);
    }
    expect(backwards).to.deep.equal(all);
  });

  it('says that there is more only when there is', async () => {
    for (let n = 1; n <= 10; n += 1) ann.send(`/msg #dev ${n}`);
    await ann.rest();
    expect(await page('after=5 limit=5')).not.to.have.property('more');
    expect(await page('after=5 limit=4')).to.include({ more: true });
    expect(await page('before=6 limit=5')).not.to.have.property('more');
    expect(await page('before=6 limit=4')).to.include({ more: true });
    expect(seqs(await page('around=9 limit=4'))).to.deep.equal([7, 8, 9, 10]);
    expect(seqs(await page('around=10 limit=4'))).to.deep.equal([7, 8, 9, 10]);
    expect(seqs(await page('around=99999 limit=4'))).to.deep.equal([7, 8, 9, 10]);
    expect(seqs(await page('around=99999 limit=40'))).to.have.length(10);
    expect(seqs(await page('around=1 limit=4'))).to.deep.equal([1, 2, 3, 4]);
    expect(seqs(await page('around=5 limit=1'))).to.deep.equal([5]);
  });
});

describe('pages of what was found', () => {
  it('leave out nothing, though much was said in the same millisecond', async () => {
    const server = await openServer();
    const ann = await server.party('ann', 'json');
    ann.send('/join #dev');
    const long = 'x'.repeat(1500);
    for (let n = 1; n <= 300; n += 1) ann.send(`/msg #dev word ${n} ${long}`);
    await ann.rest();
    const found: number[] = [];
    for (let on: string | undefined = ''; on !== undefined; ) {
      ann.send(`/search word limit=100${on}`);
      const { events, more, next } = await ann.event('search');
      found.push(...events.map(({ seq }) => seq));
      expect(next !== undefined).to.equal(more === true);
      on = next && ` next=${next}`;
    }
    expect(found).to.deep.equal(Array.from({ length: 300 }, (_, n) => 300 - n));
  });
});

describe('somebody on plain who enters several rooms', () => {
  /** Reads one log after the other, the first at once. */
  class Slow extends TroubledStore {
    override async read(log: LogKey, part: LogRange): Promise<LogRecord[]> {
      for (let n = 0; log !== '#a' && n < 50; n += 1) await new Promise(setImmediate);
      return super.read(log, part);
    }
  }

  it('sees what was last said in all of them before anything else is done', async () => {
    const server = await openServer({}, new Slow());
    const ann = await server.party('ann', 'json');
    ann.send('/join #a,#b\n/msg #a one\n/msg #b two');
    await ann.rest();
    const pat = await server.party('pat');
    pat.send('/join #a,#b\n/ping@p');
    const heard = await pat.until(/^\* ok p/);
    expect(heard.join('\n')).to.contain('<ann> one').and.to.contain('<ann> two');
  });
});

describe('somebody on nc who joins while nothing can be read', () => {
  it('is in the room all the same, and not told that nothing happened', async () => {
    const log = new TroubledStore();
    const server = await openServer({}, log);
    const ann = await server.party('ann', 'json');
    ann.send('/join #dev\n/msg #dev hello');
    await ann.rest();
    const pat = await server.party('pat');
    log.goBlind();
    pat.send('/join@t1 #dev');
    expect(await pat.until(/^\* ok t1/)).to.deep.equal([
      '* #dev: 2 people: ann (owner), pat (1 event so far)',
      '* ok t1: #dev',
    ]);
  });
});

describe('somebody who is typing', () => {
  it('in two rooms in turns is told once in each', async () => {
    const server = await openServer();
    const ann = await server.party('ann', 'json');
    const bob = await server.party('bob', 'json');
    for (const each of [ann, bob]) each.send('/join #dev,#tea');
    for (const each of [ann, bob, ann]) await each.rest();
    for (let n = 0; n < 5; n += 1) bob.send('/typing #dev\n/typing #tea');
    await bob.barrier();
    const rooms = (await ann.rest()).map((line) => JSON.parse(line).room);
    expect(rooms.sort()).to.deep.equal(['#dev', '#tea']);
  });
});

describe('somebody who leaves a room and then changes their nick', () => {
  it('is heard to do so in that order, whatever was told in other rooms', async () => {
    const server = await openServer();
    const ann = await server.party('ann', 'json');
    const bob = await server.party('bob', 'json');
    for (const each of [ann, bob]) each.send('/join #dev,#tea');
    for (const each of [ann, bob, ann]) await each.rest();
    bob.send('/msg #tea bye\n/part #dev\n/nick rob');
    await bob.barrier();
    const heard = (await ann.rest()).map((line) => JSON.parse(line).ev);
    expect(heard.indexOf('parted')).to.be.lessThan(heard.indexOf('nick'));
  });
});
