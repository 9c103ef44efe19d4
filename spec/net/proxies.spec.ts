/** People who come by a proxy: they have their own address, and its word for how they came to it. */
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { configure } from '../../server/config.ts';
import { introduced, Proxies } from '../../server/net/proxies.ts';
import { HANDSHAKE_MS } from '../../server/net/terms.ts';
import type { Carrier } from '../../server/net/transport.ts';
import { newFolder } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { looked, openServer, options } from '../support/server.ts';
import { keys } from '../support/test-keys/keys.ts';
import { behind, byTcp, byTls, byUnix, proxyHeader, tlsOver } from '../support/ways.ts';

describe('whoever is a proxy', () => {
  it('is listed, by its address, its network, or as a file of this machine', () => {
    const proxies = new Proxies(['10.0.0.0/8', '127.0.0.1', '2001:db8::/32', 'unix']);
    for (const each of ['10.9.9.9', '127.0.0.1', '::ffff:10.1.1.1', '2001:db8::7', undefined])
      expect(proxies.has(each), each).to.equal(true);
    for (const each of ['11.0.0.1', '127.0.0.2', '::1', 'fe80::1%eth0', '2001:db9::7'])
      expect(proxies.has(each), each).to.equal(false);
    expect(new Proxies([]).has(undefined)).to.equal(false);
  });

  it('is refused in the options when it has no address', () => {
    const config = configure({ ...options, proxyFrom: 'localhost,10.0.0.0/33' });
    expect('mistakes' in config && config.mistakes.join()).to.match(/^--proxy-from are addresses/);
  });
});

describe('somebody who comes by a proxy', () => {
  const proxied = { proxyFrom: '127.0.0.1', limits: true, maxPerAddress: '1' };

  it('has an address of their own, with its limits', async () => {
    const server = await openServer(proxied);
    const at = (address: string) => behind(proxyHeader(address), byTcp(server.port));
    const ana = await Party.open(at('203.0.113.1'), 'ana');
    const bob = await Party.open(at('203.0.113.2'), 'bob');
    const eve = await Party.connect(at('203.0.113.2'));
    await eve.until(/There are 1 connections from your address/);
    for (const each of [ana, bob, eve]) each.destroy();
  });

  it('is known when the header comes byte by byte, with lines behind it', async () => {
    const server = await openServer(proxied);
    const ana = await Party.connect(byTcp(server.port));
    for (const byte of `${proxyHeader('203.0.113.1')}/ping@t\n`) {
      ana.write(byte);
      await looked();
    }
    await ana.until(/ok t/);
  });

  it('is known behind TLS of the proxy, and before their own', async () => {
    const server = await openServer({ ...proxied, ...keys.options('localhost') });
    const within = behind(proxyHeader('203.0.113.1'), byTls(server.port));
    const before = tlsOver(behind(proxyHeader('203.0.113.2'), byTcp(server.port)));
    for (const [n, way] of [within, before].entries()) {
      const party = await Party.open(way, `guest-${n}`);
      party.send('/register correct-horse-battery');
      expect((await party.rest()).join()).to.match(/account/);
      party.destroy();
    }
  });

  it('is let in only with TLS where only that may come', async () => {
    const server = await openServer({
      ...{ ...proxied, ...keys.options('localhost'), listen: 'tls://127.0.0.1:0' },
    });
    const ana = await Party.open(
      tlsOver(behind(proxyHeader('203.0.113.1'), byTcp(server.port))),
      'ana',
    );
    const bob = await Party.connect(behind(proxyHeader('203.0.113.2'), byTcp(server.port)));
    bob.send('/ping');
    expect(await bob.next()).to.match(/TLS only/);
    for (const each of [ana, bob]) each.destroy();
  });

  it('comes by a file of this machine, too', async () => {
    const path = join(newFolder(), 'parlance.sock');
    await openServer({ ...proxied, proxyFrom: 'unix', listen: `unix:${path}` });
    const ana = await Party.open(behind(proxyHeader('203.0.113.1'), byUnix(path)), 'ana');
    const bob = await Party.open(behind(proxyHeader('203.0.113.2'), byUnix(path)), 'bob');
    for (const each of [ana, bob]) each.destroy();
  });

  it('may send no password when the proxy says that they came in clear', async () => {
    const server = await openServer({ proxyFrom: '127.0.0.1' });
    const inClear = Buffer.from(
      `${'0d0a0d0a000d0a515549540a'}2111${'0014'}${'cb007107'}${'0a000001'}c8001df3${'200005'}0000000000`,
      'hex',
    );
    const byTlsThere = Buffer.from(inClear);
    byTlsThere[byTlsThere.length - 5] = 1;
    const ana = await Party.open(behind(inClear, byTcp(server.port)), 'ana', 'json');
    ana.send('/register@t correct-horse-battery');
    expect(await ana.event('error')).to.include({ code: 'readable', re: 't' });
    const bob = await Party.open(behind(byTlsThere, byTcp(server.port)), 'bob', 'json');
    await bob.ask({ cmd: 'register', password: 'correct-horse-battery' });
    for (const each of [ana, bob]) each.destroy();
  });
});

describe('a proxy that does not say for whom it comes', () => {
  it('is let go, and the operator is told once', async () => {
    const server = await openServer({ proxyFrom: '127.0.0.1' });
    for (let n = 0; n < 2; n += 1) {
      const ana = await server.connect();
      ana.send('/nick ana');
      await ana.closed();
    }
    expect(server.warnings.join()).to.match(/127\.0\.0\.1 should be a proxy/);
    expect(server.warnings).to.have.length(1);
  });

  it('and says a header of 64 KB is let go, and next to nothing of it is copied', async () => {
    const { concat } = Buffer;
    let copied = 0;
    Buffer.concat = (list, length) => {
      const all = concat(list, length);
      copied += all.length;
      return all;
    };
    try {
      const stream = new PassThrough();
      const secure: Carrier = { fits: () => false, carry: () => expect.fail() };
      const whom = new Promise((done) =>
        introduced(stream, { address: '127.0.0.1', carriers: [], secure }, done),
      );
      stream.write(Buffer.from('\r\n\r\n\0\r\nQUIT\n'));
      await looked();
      const rest = concat([Buffer.from([0x21, 0x11, 0xff, 0xff])], 65_536);
      stream.write(rest);
      expect(await whom).to.equal(undefined);
      expect(copied).to.be.within(16, 8192);
    } finally {
      Buffer.concat = concat;
    }
  });

  it('and says nothing at all is cut after five seconds, and nobody is told', async () => {
    const server = await openServer({ proxyFrom: '127.0.0.1' });
    const ana = await server.connect();
    await looked();
    await looked();
    server.clock.pass(HANDSHAKE_MS);
    await ana.closed();
    expect(server.warnings).to.deep.equal([]);
  });
});
