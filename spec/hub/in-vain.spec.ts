/** What people did while the disk failed, and then went on or left: nobody is told of it, and nothing of it stays. */
import { expect } from 'chai';
import type { Party } from '../support/party.ts';
import { openServer, type TestServer } from '../support/server.ts';
import { openTroubledRoom, settled } from '../support/troubled-room.ts';
import { TroubledStore } from '../support/troubled-store.ts';

describe('what was done in vain', () => {
  let store: TroubledStore;
  let server: TestServer;
  let ann: Party;
  let bob: Party;

  beforeEach(async () => {
    ({ store, server, ann, bob } = await openTroubledRoom());
    for (const each of [ann, bob]) each.send('/msg #dev hello');
    await settled(ann, bob);
  });

  /** The commit fails, which bob is told, and all goes well from here on. */
  async function goOn(): Promise<void> {
    store.resume();
    await bob.until(/store_unavailable/);
    store.recover();
  }

  /** While that fails, after which all goes well. */
  async function quitsMeanwhile(done: string): Promise<void> {
    await store.inVain(() => bob.send(done));
    bob.send('/quit');
    await server.read();
    store.resume();
    await bob.until(/"bye"/);
    store.recover();
  }

  /** On another connection while that fails: what bob missed is told. */
  async function resumesMeanwhile(done: string): Promise<Party> {
    await store.inVain(() => bob.send(done));
    const again = await server.connect('again');
    again.send(`{"cmd":"resume","tag":"r","token":"${bob.token}","cursors":{"#dev":1}}`);
    await server.read();
    await goOn();
    await again.event('welcome');
    expect(await again.event('message')).to.include({ room: '#dev', seq: 2 });
    return again;
  }

  it('a nick: whoever quits meanwhile is told to have quit under the old one, and both are free', async () => {
    await quitsMeanwhile('/nick@n rob');
    expect(await ann.event('quit')).to.include({ nick: 'bob' });
    for (const nick of ['bob', 'rob', 'ann']) {
      ann.send(`/nick@${nick} ${nick}`);
      expect(await ann.event('nick')).to.include({ to: nick });
      expect(await ann.event('ok')).to.include({ re: nick });
    }
  });

  it('a first private message: whoever quits then is told of to nobody who did not get it', async () => {
    const cy = await server.party('cy', 'json');
    await quitsMeanwhile('/msg@m cy psst');
    expect(await ann.event('quit')).to.include({ nick: 'bob' });
    expect(await cy.rest()).to.deep.equal([]);
  });

  it('a first private message: whoever had talked with them before is told once that they quit', async () => {
    const cy = await server.party('cy', 'json');
    bob.send('/msg@m cy psst');
    await cy.event('message');
    await quitsMeanwhile('/msg@n cy once more');
    const heard = (await cy.rest()).map((line) => JSON.parse(line));
    expect(heard.map(({ ev, nick }) => [ev, nick])).to.deep.equal([['quit', 'bob']]);
  });

  it('a nick: it is let go of once, and then belongs to one person alone', async () => {
    const cy = await server.party('cy', 'json');
    const dan = await server.party('dan', 'json');
    await store.inVain(() => bob.send('/nick@n rob'));
    bob.send('/quit');
    ann.send('/msg@m #dev something');
    await server.read();
    store.resume();
    store.stallCommits();
    await bob.until(/store_unavailable/);
    store.recover();
    cy.send('/nick@n rob');
    await server.read();
    store.resume();
    expect(await cy.event('nick')).to.include({ to: 'rob' });
    dan.send('/nick@n rob');
    expect(await dan.event('error')).to.include({ code: 'nick_taken' });
  });

  it('a part: whoever quits with it is told to have quit', async () => {
    await store.inVain(() => bob.send('/part@p #dev\n/quit'));
    store.resume();
    expect(await ann.event('quit')).to.include({ nick: 'bob' });
  });

  it('a join: nobody hears of somebody who came in vain that they are gone', async () => {
    const cy = await server.party('cy', 'json');
    cy.send('/join #tea');
    await cy.rest();
    await store.inVain(() => bob.send('/join@j #tea'));
    bob.send('/quit');
    await server.read();
    store.resume();
    await bob.until(/"bye"/);
    await cy.silence();
    expect(await ann.event('quit')).to.include({ nick: 'bob' });
  });

  it('a room: whoever resumes meanwhile is not told to be in it', async () => {
    const again = await resumesMeanwhile('/join@j #tea\n/nick@n rob');
    expect(await again.event('room')).to.include({ room: '#dev', seq: 2 });
    expect(await again.event('ok')).to.deep.equal({
      ev: 'ok',
      re: 'r',
      nick: 'bob',
      room: '#dev',
      rooms: ['#dev'],
      logs: [],
      // Told before it is stored, so nothing is renewed.
      session: bob.token,
    });
  });

  it('a part: whoever resumes meanwhile is in the room, and hears what was missed', async () => {
    const again = await resumesMeanwhile('/part@p #dev');
    expect(await again.event('room')).to.include({ room: '#dev', seq: 2, count: 2 });
    expect(await again.event('ok')).to.deep.include({ rooms: ['#dev'] });
  });

  it('a text: what was to take it back takes back nothing else', async () => {
    await store.inVain(() => bob.send('/say@s oops\n/delete@d ^'));
    await goOn();
    expect(await bob.event('error')).to.include({ re: 'd' });
    bob.send('/history@h #dev');
    const { events } = await bob.event('history');
    expect(events.map((event) => 'text' in event && event.text)).to.deep.equal(['hello', 'hello']);
  });

  it('a room and an away: /whois tells nothing of them', async () => {
    await store.inVain(() => bob.send('/join@j #tea\n/away@a lunch'));
    ann.send('/whois@w rob\n/whois@w bob');
    await server.read();
    await goOn();
    expect(await ann.event('error')).to.include({ code: 'no_such_nick' });
    expect(await ann.event('whois')).to.deep.include({ nick: 'bob', rooms: ['#dev'] });
    expect((await ann.rest()).join()).not.to.match(/rob|lunch|#tea/);
  });

  it('a list that is told again has nobody in it whose joining fails later', async () => {
    const cy = await server.party('cy', 'json');
    await store.inVain(() => bob.send('/away@a lunch\n/names@n #dev'));
    cy.send('/join@j #dev');
    await server.read();
    store.resume();
    expect(await bob.event('error')).to.include({ re: 'a' });
    const { members } = await bob.event('room');
    expect(members.map(({ nick }) => nick).sort()).to.deep.equal(['ann', 'bob']);
    expect(await cy.event('error')).to.include({ re: 'j', code: 'store_unavailable' });
  });

  it('a bell: it does not ring', async () => {
    const pat = await server.party('pat');
    pat.send('/join #dev');
    await pat.rest();
    store.breakDown();
    pat.send('/bell on');
    await pat.rest();
    store.recover();
    ann.send('/msg #dev pat?');
    await ann.barrier();
    await pat.rest();
    expect(pat.bells).to.equal(0);
  });

  it('a room: somebody on plain is told once that they could not enter it', async () => {
    const pat = await server.party('pat');
    store.breakDown();
    pat.send('/join@j #dev');
    const heard = await pat.rest();
    expect(heard).to.have.length(1);
    expect(heard[0]).to.match(/^! store_unavailable/);
  });
});

describe('a session that two connections resume while a commit takes its time', () => {
  let store: TroubledStore;
  let server: TestServer;
  let first: Party;
  let second: Party;
  let token: string;

  beforeEach(async () => {
    store = new TroubledStore();
    server = await openServer({}, store);
    const ann = await server.connect('ann');
    await ann.greet('json');
    ({ token } = ann);
    ann.send('/nick ann\n/join #dev');
    await ann.rest();
    first = await server.connect('first');
    second = await server.connect('second');
    for (const each of [first, second]) await each.greet('json');
    store.stallCommits();
    await store.committing(() => ann.send('/msg #dev slow'));
  });

  it('belongs to the second, though the first breaks', async () => {
    first.send(`/resume@r ${token}`);
    await server.read();
    second.send(`/resume@r ${token}`);
    await server.read();
    first.destroy();
    await server.read();
    store.resume();
    await second.until(/"ok","re":"r"/);
    second.send('/msg@m #dev still here');
    await second.until(/"ok","re":"m"/);
  });

  it('belongs to the second, and the first says no more in it', async () => {
    first.send(`/resume@r ${token}\n/msg@m #dev from the first`);
    await server.read();
    second.send(`/resume@r ${token}\n/msg@m2 #dev from the second`);
    await server.read();
    store.resume();
    const heard = await second.until(/"re":"m2"/);
    expect(heard.join()).to.contain('from the second').and.not.to.contain('from the first');
    expect((await first.until(/"bye"/)).at(-1)).to.contain('taken_over');
  });
});
