/** What a failed commit undoes, letter by letter of the design: who is refused, what is decided again, what begins anew. */
import { expect } from 'chai';
import type { LogKey } from '../../grammar/names.ts';
import type { Party } from '../support/party.ts';
import type { TestServer } from '../support/server.ts';
import { openTroubledRoom, settled } from '../support/troubled-room.ts';
import type { TroubledStore } from '../support/troubled-store.ts';

describe('while a commit fails', () => {
  let store: TroubledStore;
  let server: TestServer;
  let ann: Party;
  let bob: Party;

  beforeEach(async () => {
    ({ store, server, ann, bob } = await openTroubledRoom());
    ann.send('/msg #dev hello');
    await settled(ann, bob);
  });

  it('(b) a change is refused, and a question is answered as the world is', async () => {
    await store.inVain(() => ann.send('/topic@t #dev tea\n/names@n #dev'));
    store.resume();
    expect(await ann.event('error')).to.include({ re: 't', code: 'store_unavailable' });
    expect(await ann.event('room'))
      .to.include({ re: 'n', seq: 1 })
      .and.not.have.property('topic');
  });

  it('(b) a command that was done before, under the same tag, gets its ok again', async () => {
    ann.send('/msg@t #dev once');
    await ann.until(/"ok","re":"t"/);
    await store.inVain(() => bob.send('/topic #dev tea'));
    ann.send('/msg@t #dev once');
    await server.read();
    store.resume();
    expect(await ann.event('ok')).to.include({ re: 't', seq: 2 });
  });

  it('(b) who quits has quit, and the store learns of it when it works again', async () => {
    await store.inVain(() => bob.send('/topic #dev tea\n/quit'));
    store.resume();
    expect(await ann.event('quit')).to.include({ nick: 'bob' });
    store.recover();
    ann.send('/msg #dev next');
    await ann.event('message');
    const { persons = [], sessions = [] } = store.turns.at(-1) ?? {};
    for (const kind of [persons, sessions]) {
      expect(kind.filter(({ state }) => state === undefined)).to.have.length(1);
    }
  });

  it('(e) a private log that nobody can read any more is forgotten with the turn that the store keeps next', async () => {
    ann.send('/msg bob psst');
    const told = await bob.event('message');
    const key = 'log' in told ? told.log : '';
    await store.inVain(() => ann.send('/topic #dev tea\n/quit'));
    store.resume();
    await bob.event('quit');
    bob.send('/quit');
    await bob.event('bye');
    const part = { after: 0, before: 9, limit: 9, keep: 'oldest' } as const;
    expect(await store.read(key as LogKey, part)).to.have.length(1);
    store.recover();
    server.clock.pass(1000);
    await server.read();
    expect(store.turns.at(-1)?.forgotten).to.deep.equal([key]);
    expect(await store.read(key as LogKey, part)).to.deep.equal([]);
  });

  it('(b) a question is refused that would be answered behind what was asked after it', async () => {
    await store.inVain(() => bob.send('/part@p #dev\n/history@h #dev\n/ping@q'));
    await server.read();
    store.resume();
    for (const re of ['p', 'h']) {
      expect(await bob.event('error')).to.include({ re, code: 'store_unavailable' });
    }
    expect(await bob.event('ok')).to.include({ re: 'q' });
  });

  it('(c) a connection speaks as it asked to, though its format began in a turn that failed', async () => {
    await store.inVain(() => bob.send('/topic@t #dev tea\n/format plain\n/whoami'));
    store.resume();
    await bob.event('error');
    expect(await bob.next()).to.equal('* You read plain text here.');
    expect(await bob.next()).to.match(/^\* You are bob/);
  });

  it('(c) a session goes over though its turn failed, and its old connection is answered nothing more', async () => {
    const cy = await server.connect('cy');
    await cy.greet('json');
    const old = await server.connect('old');
    await old.greet('json');
    old.send('/nick old');
    await old.rest();
    await store.inVain(() => bob.send('/topic@t #dev tea'));
    cy.send(`/resume@r ${old.token}`);
    await server.read();
    old.send('/nick@n older\n/history@h @nobody');
    await server.read();
    store.resume();
    expect(await cy.event('ok')).to.include({ re: 'r', nick: 'old' });
    await old.event('bye');
    await old.closed();
    store.recover();
    cy.send('/ping@p');
    expect(await cy.event('ok')).to.include({ re: 'p' });
  });

  it('(c) a connection whose question came to nothing goes on with what it sent behind it', async () => {
    await store.inVain(() => bob.send('/topic@t #dev tea\n/edit@e 1 better\n/ping@p'));
    await server.read();
    store.resume();
    expect(await bob.event('error')).to.include({ re: 't' });
    expect(await bob.event('error')).to.include({ re: 'e', code: 'store_unavailable' });
    expect(await bob.event('ok')).to.include({ re: 'p' });
  });

  it('(d) a nick that was given up is nobody’s until that is committed', async () => {
    await store.inVain(() => ann.send('/nick@n anna'));
    bob.send('/nick@b ann');
    await server.read();
    store.resume();
    expect(await ann.event('error')).to.include({ re: 'n', code: 'store_unavailable' });
    expect(await bob.event('error')).to.include({ re: 'b', code: 'store_unavailable' });
    store.recover();
    store.stallCommits();
    await store.committing(() => ann.send('/nick@n anna'));
    bob.send('/nick@b ann');
    await server.read();
    store.resume();
    await ann.event('nick');
    expect(await ann.event('ok')).to.include({ re: 'n' });
    await bob.event('nick');
    expect(await bob.event('error')).to.include({ re: 'b', code: 'nick_taken' });
    bob.send('/nick@c ann');
    await bob.event('nick');
    expect(await bob.event('ok')).to.include({ re: 'c' });
  });

  it('(d) who was greeted meanwhile is greeted once, and is called so', async () => {
    await store.inVain(() => ann.send('/topic #dev tea'));
    const cy = await server.connect('cy');
    await cy.greet('json');
    store.resume();
    await ann.event('error');
    cy.send('/whoami');
    const me = await cy.event('whoami');
    expect(cy.heard.filter((line) => line.includes('"welcome"'))).to.have.length(1);
    expect(cy.heard[0]).to.contain(`"nick":"${me.nick}"`);
  });

  it('(e) a question that was put is answered, whatever fails meanwhile', async () => {
    store.stall();
    bob.send('/history@h #dev');
    await server.read();
    store.breakDown();
    await store.committing(() => ann.send('/topic@t #dev tea'));
    store.resume();
    expect(await ann.event('error')).to.include({ re: 't', code: 'store_unavailable' });
    expect((await bob.event('history')).events).to.have.length(1);
    expect(await bob.event('ok')).to.include({ re: 'h' });
  });
});
