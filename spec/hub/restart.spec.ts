/** What is stored of a server: people who come back to the next one within their grace hardly notice, and nothing is done twice. */
import { expect } from 'chai';
import type { EventOf } from '../../grammar/events.ts';
import type { Store } from '../../server/store/store.ts';
import { open } from '../store/directories.ts';
import { newDirectory } from '../support/folders.ts';
import type { Party } from '../support/party.ts';
import { openServer, type TestServer } from '../support/server.ts';

describe('a server whose store was closed under it, and which is started again', () => {
  let directory: string;
  let server: TestServer;
  let store: Store;

  beforeEach(async () => {
    directory = newDirectory();
    await begin();
  });

  async function begin(): Promise<void> {
    store = await open(directory);
    server = await openServer({}, store);
  }

  /** Nothing of what the server does from now on comes to the disk, and another one takes its place. */
  async function replace(): Promise<void> {
    await store.close();
    await begin();
  }

  const come = (nick: string, format: 'plain' | 'json' = 'json'): Promise<Party> =>
    server.party(nick, format);

  /** Takes up a session on a new connection; returns what it is told up to the `ok`. */
  async function resume(
    { name, token }: Party,
    cursors: Record<string, number> = {},
  ): Promise<{ party: Party; told: Record<string, unknown>[] }> {
    const party = await server.connect(name);
    party.send(JSON.stringify({ cmd: 'resume', tag: 'resumed', token, cursors }));
    await party.event('welcome');
    const lines = await party.until(/"re":"resumed".*"ok"|"ok".*"re":"resumed"|"error"/);
    return { party, told: lines.map((line) => JSON.parse(line)) };
  }

  it('gives back nick, rooms and what was missed, once and in order; nobody sees anyone quit or join', async () => {
    const ann = await come('ann');
    const bob = await come('bob');
    for (const each of [ann, bob]) each.send('/join@j #dev,#tea');
    for (const each of [ann, bob]) await each.barrier();
    ann.send('/topic #dev black\n/msg #dev one\n/msg #tea two\n/away lunch');
    for (const each of [ann, bob]) await each.barrier();
    await replace();
    const { party, told } = await resume(bob, { '#dev': 1, '#tea': 1 });
    expect(told.map(({ ev, room, seq, text }) => [ev, room, seq ?? text])).to.deep.equal([
      ['message', '#dev', 2],
      ['room', '#dev', 2],
      ['room', '#tea', 1],
      ['ok', '#tea', undefined],
    ]);
    expect(told[1]).to.include({ topic: 'black', topic_from: 'ann', count: 2 });
    const members = [{ nick: 'ann', role: 'owner', away: true }, { nick: 'bob' }];
    expect(told[1]?.members).to.have.deep.members(members);
    expect(told[3]).to.deep.include({ nick: 'bob', rooms: ['#dev', '#tea'] });
    const { party: back } = await resume(ann, { '#dev': 2 });
    back.send('/back@b\n/msg #dev three');
    expect(await party.event('back')).to.include({ nick: 'ann' });
    expect(await party.event('message')).to.include({ seq: 3, from: 'ann', text: 'three' });
    await party.silence();
  });

  it('does not do again what was done, when it is sent again with its tag', async () => {
    const ann = await come('ann');
    const bob = await come('bob');
    bob.send('/join #dev');
    ann.send('/join@j #dev\n/msg@m #dev once\n/msg@p bob psst\n/topic@t #dev tea\n/away@a lunch');
    const before = await ann.rest();
    await bob.barrier();
    await replace();
    const { party } = await resume(ann, { '#dev': 2 });
    party.send('/join@j #dev\n/msg@m #dev once\n/msg@p bob psst\n/topic@t #dev tea\n/away@a lunch');
    const ok = (lines: string[]) =>
      lines.filter((line) => line.includes('"ev":"ok"')).map((line) => JSON.parse(line));
    expect(ok(await party.rest())).to.deep.equal(ok(before));
    party.send('/msg@a #dev another');
    expect(await party.event('error')).to.include({ re: 'a', code: 'tag_used' });
    party.send('/msg@m #dev twice');
    expect(await party.event('error')).to.include({ re: 'm', code: 'tag_used' });
    party.send('/away@a tea');
    expect(await party.event('error')).to.include({ re: 'a', code: 'tag_used' });
    party.send('/history@h #dev');
    expect((await party.event('history')).events).to.have.length(2);
  });

  it('keeps the first message of somebody new for whom it is for, though away', async () => {
    const ann = await come('ann');
    await ann.reset();
    const bob = await come('bob');
    bob.send('/msg@1 ann are you there?');
    await bob.barrier();
    await replace();
    const { told } = await resume(ann);
    expect(told[0]).to.deep.include({ ev: 'message', from: 'bob', to: 'ann', seq: 1 });
    const { party } = await resume(bob);
    party.send(`/reply@2 ${(told[0] as EventOf<'message'> & { log: string }).log}:1 still waiting`);
    expect(await party.event('message')).to.include({ to: 'ann', seq: 2, of: 1 });
    expect(await party.event('ok')).to.include({ seq: 2 });
  });

  it('goes on with numbers, topics and history for those who come anew, and knows its store', async () => {
    const ann = await come('ann');
    ann.send('/join #Dev\n/topic tea\nhello');
    await ann.barrier();
    const { store } = JSON.parse(ann.heard[0] ?? '') as EventOf<'welcome'>;
    await replace();
    const cy = await come('cy');
    expect((JSON.parse(cy.heard[0] ?? '') as EventOf<'welcome'>).store).to.equal(store);
    cy.send('/join@j #dev=1');
    expect(await cy.event('message')).to.include({ room: '#Dev', seq: 2, text: 'hello' });
    expect(await cy.event('room')).to.include({ room: '#Dev', topic: 'tea', seq: 2, count: 2 });
    await cy.event('ok');
    cy.send('hi');
    expect(await cy.event('message')).to.include({ seq: 3 });
    cy.send('/nick@n ann');
    expect(await cy.event('error')).to.include({ code: 'nick_taken' });
  });

  it('tells who does not come back in time as having quit, and lets their nick go', async () => {
    const ann = await come('ann');
    const bob = await come('bob');
    for (const each of [ann, bob]) each.send('/join@j #dev');
    for (const each of [ann, bob]) await each.barrier();
    await replace();
    const { party } = await resume(ann);
    server.clock.pass(60_000);
    expect(await party.event('quit')).to.include({ nick: 'bob', reason: 'connection lost' });
    party.send('/nick@n bob');
    expect(await party.event('nick')).to.include({ from: 'ann', to: 'bob' });
    await server.close();
    await begin();
    const { told } = await resume(bob);
    expect(told[0]).to.include({ ev: 'error', code: 'no_such_session' });
    expect((await resume(ann)).told.at(-1)).to.include({ nick: 'bob' });
  });

  it('lets the author, and nobody else, change what was said before', async () => {
    const ann = await come('ann');
    ann.send('/join #dev\nhelo');
    await ann.barrier();
    await replace();
    const bob = await come('bob');
    bob.send('/join #dev\n/edit@e 1 mine');
    expect((await bob.rest()).join()).to.contain('not_yours');
    const { party } = await resume(ann);
    await party.rest();
    party.send('/edit@e ^ hello');
    expect(await party.event('edit')).to.include({ of: 1, text: 'hello' });
    await party.event('ok');
    party.send('/search@s hello');
    expect((await party.event('search')).events).to.have.length(1);
  });

  it('takes up sessions after it was asked to end, too, also in plain', async () => {
    const ann = await come('ann', 'plain');
    ann.send('/join #dev\nhello\n/bell on');
    await ann.rest();
    await server.close();
    expect(await ann.next()).to.match(/shutting down/);
    await begin();
    const again = await server.connect('ann');
    again.send(`/resume ${ann.token}`);
    const told = await again.rest();
    expect(told.at(-1)).to.equal('* You are ann again, in #dev.');
    again.send('/whoami');
    expect((await again.rest()).join('\n')).to.contain('You are ann, in #dev; your bell is on');
  });
});
