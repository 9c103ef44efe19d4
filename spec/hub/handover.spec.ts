/** Sessions that change hands, and servers that stop, while the disk takes its time. */
import { expect } from 'chai';
import type { Party } from '../support/party.ts';
import { openServer, type TestServer } from '../support/server.ts';
import { openTroubledRoom } from '../support/troubled-room.ts';
import { TroubledStore } from '../support/troubled-store.ts';

describe('while a commit takes its time', () => {
  let store: TroubledStore;
  let server: TestServer;
  let ann: Party;
  let token: string;
  let bob: Party;

  beforeEach(async () => {
    ({ store, server, ann, bob } = await openTroubledRoom());
    ({ token } = ann);
  });

  /** Somebody on whose connection the next line is decided while a commit is under way. */
  async function stalled(): Promise<Party> {
    const cy = await server.connect('cy');
    await cy.greet('json');
    store.stall();
    await store.committing(() => bob.send('/msg #dev slow'));
    return cy;
  }

  it('a resume holds, though the old connection breaks before it is committed', async () => {
    const cy = await stalled();
    cy.send(`/resume@r ${token}`);
    await server.read();
    const broken = ann.reset();
    await server.read();
    store.resume();
    await broken;
    expect((await cy.event('room')).count).to.equal(2);
    expect(await cy.event('ok')).to.include({ re: 'r', nick: 'ann' });
    cy.send('/msg@m #dev still here');
    expect(await cy.event('message')).to.include({ from: 'ann' });
    await bob.until(/still here/);
    expect(bob.heard.some((line) => line.includes('"quit"'))).to.equal(false);
  });

  it('nothing is left to happen of a connection that broke, when its session goes on', async () => {
    /** The session goes on with another connection, which breaks, too. */
    async function goOn(): Promise<number> {
      const again = await server.connect('again');
      await again.greet('json');
      again.send(`/resume@r ${token}`);
      await again.until(/"re":"r"/);
      await again.reset();
      await server.read();
      server.clock.pass(1000);
      return server.clock.waiting;
    }
    await ann.reset();
    const before = await goOn();
    for (let times = 0; times < 5; times += 1) await goOn();
    expect(await goOn()).to.equal(before);
    server.clock.pass(60_000);
    expect((await bob.until(/"quit"/)).at(-1)).to.contain('"nick":"ann"');
  });

  it('what the old connection says after a resume was decided is nobody’s', async () => {
    const cy = await stalled();
    cy.send(`/resume@r ${token}`);
    await server.read();
    ann.send('/msg@m #dev too late\n/quit');
    await server.read();
    store.resume();
    await cy.until(/"ok","re":"r"/);
    await ann.until(/"taken_over"/);
    await ann.closed();
    cy.send('/whoami@w');
    await cy.until(/"ok","re":"w"/);
    await bob.rest();
    for (const each of [ann, bob, cy]) {
      expect(each.heard.filter((line) => /too late|"re":"m"|"ev":"quit"/.test(line))).to.deep.equal(
        [],
      );
    }
  });

  it('a session whose new connection breaks before it is committed waits for another', async () => {
    const cy = await stalled();
    cy.send(`/resume@r ${token}`);
    await server.read();
    const broken = cy.reset();
    await server.read();
    store.resume();
    await broken;
    bob.send('/whois ann');
    await bob.until(/"whois".*"connected":false/);
    server.clock.pass(60_000);
    await bob.until(/"ev":"quit","nick":"ann"/);
  });

  it('all that was decided is told before a server stops', async () => {
    await stalled();
    ann.send('/msg #dev last words');
    await server.read();
    const closed = server.close();
    store.resume();
    await closed;
    const heard = bob.heard.map((line) => JSON.parse(line));
    expect(heard.at(-2)).to.include({ ev: 'message', text: 'last words' });
    expect(heard.at(-1)).to.include({ ev: 'bye', code: 'shutdown' });
  });
});

describe('a private message that failed to be stored', () => {
  it('is not missed when it is sent again and the reader resumes twice', async () => {
    const log = new TroubledStore();
    const server = await openServer({}, log);
    const ann = await server.connect('ann');
    await ann.greet('json');
    ann.send('/nick ann');
    const bob = await server.party('bob', 'json');
    await ann.rest();
    log.breakDown();
    log.stall();
    await log.committing(() => bob.send('/msg@t ann psst'));
    const second = await server.connect('second');
    second.send(`{"cmd":"resume","token":"${ann.token}","tag":"r"}`);
    log.resume();
    await second.until(/"re":"r"/);
    await bob.event('error');
    log.recover();
    const third = await server.connect('third');
    bob.send('/msg@t ann psst');
    await bob.until(/"re":"t"/);
    third.send(`{"cmd":"resume","token":"${ann.token}","tag":"r","cursors":{}}`);
    const heard = await third.until(/"ev":"ok","re":"r"/);
    expect(heard.filter((line) => line.includes('psst'))).to.have.length(1);
  });
});

describe('a browser that was led here', () => {
  it('is answered as a browser, and nothing of what it sends is done', async () => {
    const server = await openServer();
    const ann = await server.party('ann');
    ann.send('/join #dev');
    await ann.rest();
    const browser = await server.connect('browser');
    browser.write('POST / HTTP/1.1\r\nHost: x\r\n\r\n/join #dev\nspam\n');
    expect(await browser.next()).to.match(/^HTTP.1.1 405/);
    await browser.ended();
    await ann.silence();
  });
});

describe('a program that was on plain with the bell on', () => {
  it('never hears the bell in its JSON', async () => {
    const server = await openServer();
    const ann = await server.party('ann');
    const bob = await server.party('bob');
    for (const each of [ann, bob]) each.send('/join #dev');
    ann.send('/bell on');
    for (let n = 0; n < 20; n += 1) {
      bob.send('/msg #dev ann?');
      ann.send('/format json\n/ping\n/format plain');
    }
    await bob.barrier();
    const json = (await ann.rest()).filter((line) => line.includes('{'));
    expect(json).to.have.length.greaterThan(20);
    for (const line of json) JSON.parse(line);
  });
});

describe('a private message for somebody who is away', () => {
  it('is told again until somebody who was told it has said something', async () => {
    const server = await openServer();
    const dan = await server.party('dan', 'json');
    const { token } = dan;
    await dan.reset();
    const ann = await server.party('ann', 'json');
    ann.send('/msg dan psst');
    await ann.barrier();
    const told = async (): Promise<Party> => {
      const again = await server.connect('dan');
      again.send(`{"cmd":"resume","tag":"r","token":"${token}"}`);
      await again.event('welcome');
      return again;
    };
    for (let time = 0; time < 2; time += 1) {
      const again = await told();
      expect(await again.event('message')).to.include({ from: 'ann', text: 'psst' });
      await again.event('ok');
      await again.reset();
    }
    const again = await told();
    await again.event('message');
    await again.barrier();
    await again.reset();
    expect(await (await told()).event('ok')).to.include({ re: 'r', nick: 'dan' });
  });
});
