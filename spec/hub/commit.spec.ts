/** Decide, commit, tell: what anybody is told is committed, and what could not be committed has not happened. */
import { expect } from 'chai';
import type { EventOf } from '../../grammar/events.ts';
import { nobody, type Witness } from '../../server/hub/witness.ts';
import type { Party } from '../support/party.ts';
import { looked, openServer, type TestServer } from '../support/server.ts';
import { openTroubledRoom, settled } from '../support/troubled-room.ts';
import type { TroubledStore } from '../support/troubled-store.ts';

describe('a disk that is slow', () => {
  let store: TroubledStore;
  let server: TestServer;
  let ann: Party;
  let bob: Party;

  beforeEach(async () => {
    ({ store, server, ann, bob } = await openTroubledRoom());
  });

  it('tells nobody anything before it is committed', async () => {
    const before = [ann.heard.length, bob.heard.length];
    store.stall();
    await store.committing(() => ann.send('/msg@t1 #dev psst'));
    expect([ann.heard.length, bob.heard.length]).to.deep.equal(before);
    store.resume();
    expect((await bob.event('message')).text).to.equal('psst');
    expect((await ann.event('message')).seq).to.equal(1);
    expect(await ann.event('ok')).to.deep.equal({ ev: 'ok', re: 't1', room: '#dev', seq: 1 });
  });

  it('makes one commit of all that is said meanwhile', async () => {
    store.commits.length = 0;
    store.stall();
    await store.committing(() => ann.send('/msg #dev first'));
    bob.send('/msg #dev second');
    ann.send('/msg #dev third');
    bob.send('/topic #dev fourth');
    bob.send('/whoami@w');
    store.resume();
    await bob.barrier();
    await ann.barrier();
    expect(store.commits.length).to.be.lessThan(3);
    const seqs = store.commits.flat().flatMap(({ records }) => records.map((r) => r.event.seq));
    expect(seqs).to.deep.equal([1, 2, 3, 4]);
  });

  it('has a few wait for the many who were just told, but not when the server stops', async () => {
    store.stall();
    await store.committing(() => ann.send('/msg #dev first'));
    ann.send(Array.from({ length: 20 }, (_, n) => `/msg #dev ${n}`).join('\n'));
    await server.read();
    await store.committing(() => {
      store.resume();
      store.stall();
    });
    server.clock.pass(5);
    store.resume();
    for (let n = 0; n < 21; n += 1) await bob.event('message');
    const { asked } = store;
    bob.send('/msg #dev last');
    await server.read();
    expect(store.asked).to.equal(asked);
    await server.close();
    expect((await bob.event('message')).text).to.equal('last');
  });

  it('keeps nobody from coming, reading and asking meanwhile', async () => {
    ann.send('/msg #dev first');
    await bob.event('message');
    store.stallCommits();
    await store.committing(() => ann.send('/msg #dev second\n/history@late #dev'));
    bob.send('/history@h #dev\n/search@s first\n/jion@x\n/ping@p');
    expect((await bob.event('history')).events).to.have.length(1);
    await bob.event('ok');
    expect((await bob.event('search')).events).to.have.length(1);
    await bob.event('ok');
    await bob.event('error');
    expect(await bob.event('ok')).to.include({ re: 'p' });
    const cy = await server.connect();
    cy.send('{"cmd":"ping","tag":"p"}');
    await cy.event('welcome');
    await cy.event('ok');
    store.resume();
    expect((await bob.event('message')).text).to.equal('second');
    await ann.event('message');
    await ann.event('message');
    const late = await ann.event('history');
    expect(late.events.map((event) => event.seq)).to.deep.equal([1, 2]);
  });

  it('tells nobody how a room is called before that is committed, on no page and in no search', async () => {
    ann.send('/msg #dev first');
    await bob.event('message');
    for (const [line, name] of [
      ['/history #dev', '#ops'],
      ['/search first', '#lab'],
    ] as const) {
      store.stallCommits();
      await store.committing(() => ann.send(`/rename ${name}`));
      bob.send(line);
      await server.read();
      await looked();
      store.resume();
      await bob.event('renamed');
      const { events } = JSON.parse(await bob.next()) as EventOf<'history' | 'search'>;
      expect(events[0]).to.include({ ev: 'message', room: name });
      await ann.barrier();
    }
  });

  it('tells nobody of a room before it is committed that somebody has opened it, though it refuses them', async () => {
    await store.inVain(() => ann.send('/join #new'));
    bob.send('/history #new');
    await server.read();
    await looked();
    store.resume();
    expect((await ann.event('error')).code).to.equal('store_unavailable');
    expect((await bob.event('error')).code).to.equal('no_such_room');
  });

  it('answers a command that is sent again with its tag once it is committed, and does it once', async () => {
    store.stall();
    await store.committing(() => ann.send('/msg@t1 #dev once'));
    ann.send('/msg@t1 #dev once');
    store.resume();
    expect((await ann.event('message')).text).to.equal('once');
    expect((await ann.event('ok')).seq).to.equal(1);
    expect((await ann.event('ok')).seq).to.equal(1);
    await ann.silence();
  });

  it('remembers who said it with which tag in the record itself', async () => {
    ann.send('/msg@t1 #dev once');
    await ann.barrier();
    const part = { after: 0, before: 2, limit: 1, keep: 'oldest' } as const;
    const [record] = await store.read('#dev' as never, part);
    expect(record).to.include({ tag: 't1', done: 'msg' });
    expect(record?.author).to.match(/^guest:\S+$/);
    expect(JSON.stringify(await bob.rest())).not.to.contain('guest:');
  });

  it('keeps private logs for the two of them', async () => {
    ann.send('/msg bob psst');
    const told = await bob.event('message');
    expect(told).to.include({ from: 'ann', to: 'bob', seq: 1 });
    ann.send('/history bob');
    await ann.event('message');
    expect(await ann.event('history')).to.deep.include({ with: 'bob', events: [told] });
  });
});

describe('whoever watches a server', () => {
  it('is told of the end of every turn, also when the store has nothing to keep of it', async () => {
    const told: string[] = [];
    const witness: Witness = {
      ...nobody,
      committing: () => told.push('begins'),
      committed: (isKept) => told.push(isKept ? 'kept' : 'undone'),
    };
    const server = await openServer({}, undefined, { witness });
    const ann = await server.party('ann', 'json');
    ann.send('/join #dev');
    await ann.barrier();
    ann.send('/typing #dev');
    await ann.barrier();
    const turns = told.join(' ').match(/begins kept/g) ?? [];
    expect(turns).to.have.length.above(2);
    expect(told).to.have.length(2 * turns.length);
  });
});

describe('a disk that is full', () => {
  let store: TroubledStore;
  let server: TestServer;
  let ann: Party;
  let bob: Party;

  beforeEach(async () => {
    ({ store, server, ann, bob } = await openTroubledRoom());
    ann.send('/topic #dev before');
    await settled(ann, bob);
    store.breakDown();
  });

  it('is told to whoever wrote, and to nobody else', async () => {
    ann.send('/msg@t1 #dev lost');
    expect(await ann.event('error')).to.include({ re: 't1', code: 'store_unavailable' });
    await ann.silence();
    await bob.silence();
    bob.send('/msg@t2 #dev lost, too');
    await bob.event('error');
    store.recover();
    bob.send('/msg@t3 #dev found');
    await bob.event('message');
    expect(server.warnings).to.deep.equal([
      'what people do cannot be stored: disk full',
      'what people do can be stored again',
    ]);
  });

  it('lets the same tag be tried again, and numbers stay dense', async () => {
    ann.send('/msg@t1 #dev lost');
    await ann.event('error');
    store.recover();
    ann.send('/msg@t1 #dev found');
    expect(await bob.event('message')).to.include({ seq: 2, text: 'found' });
    await ann.event('message');
    expect(await ann.event('ok')).to.include({ re: 't1', seq: 2 });
  });

  it('does not stop people from coming and reading', async () => {
    const cy = await server.connect();
    cy.send('{"cmd":"help","tag":"h","about":"join"}');
    expect(await cy.event('welcome')).to.have.property('nick');
    await cy.event('help');
    bob.send('/history@h #dev\n/names@n #dev');
    expect((await bob.event('history')).events).to.have.length(1);
    await bob.event('ok');
    expect(await bob.event('room')).to.deep.include({ topic: 'before', seq: 1, count: 2 });
  });

  it('refuses what has to survive a restart: nicks, rooms, and who is away', async () => {
    bob.send('/nick@1 rob\n/join@2 #tea\n/away@3 lunch\n/part@4 #dev\n/whoami@5');
    for (const re of ['1', '2', '3', '4']) {
      expect(await bob.event('error')).to.include({ re, code: 'store_unavailable' });
    }
    const mine = await bob.event('whoami');
    expect(mine).to.deep.include({ nick: 'bob', room: '#dev', rooms: ['#dev'] });
    expect(mine).not.to.have.property('away');
    await bob.event('ok');
    bob.send('/rooms@6');
    expect((await bob.event('rooms')).rooms).to.have.length(1);
    await ann.silence();
    store.recover();
    bob.send('/msg@6 #dev here');
    expect(await ann.event('message')).to.include({ from: 'bob', text: 'here' });
    const cy = await server.party('cy', 'json');
    cy.send('/nick@1 rob');
    expect(await cy.event('nick')).to.include({ to: 'rob' });
  });

  it('shows a room that could not be entered to nobody, and goes on with what they type', async () => {
    store.recover();
    const cy = await server.party('cy');
    store.breakDown();
    cy.send('/join #dev');
    expect(await cy.next()).to.match(/^! store_unavailable/);
    cy.send('/whoami');
    expect(await cy.next()).to.match(/^\* You are cy;/);
  });

  it('takes back what was decided upon a change that failed', async () => {
    store.stall();
    bob.send('/join@1 #tea\n/msg@2 #tea lost\n/part@3 #dev');
    ann.send('/msg@4 #dev here');
    store.resume();
    for (const re of ['1', '2', '3']) {
      expect(await bob.event('error')).to.include({ re, code: 'store_unavailable' });
    }
    expect(await ann.event('error')).to.include({ re: '4', code: 'store_unavailable' });
    store.recover();
    ann.send('/msg@4 #dev here\n/rooms@5');
    expect(await bob.event('message')).to.include({ room: '#dev', text: 'here', seq: 2 });
    await ann.event('message');
    await ann.event('ok');
    expect((await ann.event('rooms')).rooms).to.have.length(1);
  });

  it('takes back all that built on what failed, also what was answered already', async () => {
    store.stall();
    ann.send(
      '/topic@t1 #dev after\n/msg@t2 #dev lost\n/topic@t1 #dev after\n/names@n #dev\n/rooms@r',
    );
    bob.send('/msg@b #dev lost as well');
    const cy = await server.connect();
    store.resume();
    const answers = (await ann.rest()).map((line) => JSON.parse(line));
    expect(answers.map(({ ev, re, code }) => [ev, re, code])).to.deep.equal([
      ['error', 't1', 'store_unavailable'],
      ['error', 't2', 'store_unavailable'],
      ['error', 't1', 'store_unavailable'],
      ['room', 'n', undefined],
      ['ok', 'n', undefined],
      ['rooms', 'r', undefined],
      ['ok', 'r', undefined],
    ]);
    expect(answers[3]).to.include({ topic: 'before', seq: 1 });
    expect(answers[5].rooms[0]).to.include({ topic: 'before' });
    const [error, ...others] = await bob.rest();
    expect(JSON.parse(error ?? '')).to.include({ re: 'b', code: 'store_unavailable' });
    expect(others).to.deep.equal([]);
    cy.destroy();
  });

  it('is told of who has quit as soon as it has room again, though nobody does anything', async () => {
    bob.send('/quit');
    await bob.event('bye');
    await ann.event('quit');
    store.recover();
    server.clock.pass(1000);
    await ann.barrier();
    expect(server.warnings.at(-1)).to.equal('what people do can be stored again');
  });

  it('is not asked more often the more has failed', async () => {
    bob.send('/quit');
    await bob.event('bye');
    await ann.event('quit');
    for (let n = 0; n < 20; n += 1) {
      ann.send(`/msg@${n} #dev lost`);
      await ann.event('error');
    }
    const before = store.asked;
    for (let second = 1; second <= 3; second += 1) {
      server.clock.pass(1000);
      await ann.barrier();
      expect(store.asked - before).to.equal(second);
    }
  });

  it('says so when history cannot be read, and says it again when it can', async () => {
    store.goBlind();
    ann.send('/history@h #dev');
    expect(await ann.event('error')).to.include({ re: 'h', code: 'store_unavailable' });
    store.recover();
    ann.send('/history@h #dev');
    expect((await ann.event('history')).events).to.have.length(1);
  });

  it('keeps a private conversation that began with a failure', async () => {
    ann.send('/msg@t1 bob lost');
    await ann.event('error');
    store.recover();
    ann.send('/msg@t1 bob found');
    expect(await bob.event('message')).to.include({ seq: 1, text: 'found' });
    bob.send('/msg ann thanks');
    await bob.barrier();
    expect((await ann.rest()).at(-1)).to.contain('thanks');
  });
});
