/** A certificate that somebody shows in TLS is a login, once their account knows it. */
import { expect } from 'chai';
import { Party } from '../support/party.ts';
import { openServer, type TestServer } from '../support/server.ts';
import { keys } from '../support/test-keys/keys.ts';
import { byTls } from '../support/ways.ts';

describe('somebody who shows a certificate', () => {
  let server: TestServer;

  const showing = (name: 'ana' | 'bob') => byTls(server.port, keys.of(name));

  beforeEach(async () => {
    server = await openServer(keys.options('localhost'));
    const ana = await Party.open(showing('ana'), 'ana', 'json');
    await ana.ask({ cmd: 'register', password: 'correct-horse-battery' });
    await ana.ask({ cmd: 'cert', add: 'this' });
    ana.destroy();
  });

  it('logs in with it, and needs no password', async () => {
    const ana = await Party.open(showing('ana'), 'somebody', 'json');
    const { nick } = await ana.ask({ cmd: 'login', nick: 'ana' });
    expect(nick).to.equal('ana');
    await ana.rest();
    ana.send('/cert');
    const { certificates } = await ana.event('certificates');
    expect(certificates).to.have.length(1);
    expect(certificates[0]?.own).to.equal(true);
    ana.destroy();
  });

  it('is refused with another one, and with one that was removed', async () => {
    const bob = await Party.open(showing('bob'), 'bob', 'json');
    bob.send('/login@t ana');
    expect(await bob.event('error')).to.include({ code: 'wrong_certificate', re: 't' });
    const ana = await Party.open(showing('ana'), 'somebody', 'json');
    await ana.ask({ cmd: 'login', nick: 'ana' });
    await ana.rest();
    ana.send('/cert');
    const { certificates } = await ana.event('certificates');
    await ana.ask({ cmd: 'cert', remove: certificates[0]?.fingerprint ?? '' });
    const again = await Party.open(showing('ana'), 'again', 'json');
    again.send('/login@t ana');
    expect(await again.event('error')).to.include({ code: 'wrong_certificate' });
    for (const each of [ana, bob, again]) each.destroy();
  });

  it('is a guest until they say who they are', async () => {
    const ana = await Party.connect(showing('ana'));
    await ana.greet();
    expect(ana.nick).to.match(/^guest-/);
    ana.destroy();
  });
});
