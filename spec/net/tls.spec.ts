/** People who come by TLS: what they are shown, and what becomes of those who break off on the way. */
import { once } from 'node:events';
import { copyFileSync, utimesSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { Duplex, PassThrough } from 'node:stream';
import { connect, type SecureVersion } from 'node:tls';
import { expect } from 'chai';
import { GREETING_DELAY_MS } from '../../server/net/arrival.ts';
import { RENEWAL_MS } from '../../server/net/carriers/renewal.ts';
import { tls } from '../../server/net/carriers/tls.ts';
import { HANDSHAKE_MS } from '../../server/net/terms.ts';
import { Turnstile } from '../../server/net/turnstile.ts';
import { newFolder } from '../support/folders.ts';
import { HandClock } from '../support/hand-clock.ts';
import { knock, knockByTls } from '../support/knocking.ts';
import { Party } from '../support/party.ts';
import { looked, openServer } from '../support/server.ts';
import { keys } from '../support/test-keys/keys.ts';
import { byTls } from '../support/ways.ts';

/** The name on the certificate that a server shows to whoever asks for `servername`. */
async function shown(port: number, servername: string): Promise<string> {
  const socket = knockByTls(port, { servername });
  await once(socket, 'secureConnect');
  return `${socket.getPeerCertificate().subject.CN}`;
}

/** Somebody in TLS who hears nothing behind the handshake, and `below` it the socket. */
async function deaf(port: number, maxVersion: SecureVersion) {
  const below = connectTcp(port, '127.0.0.1');
  const readable = below.pipe(new PassThrough());
  const between = Duplex.from({ readable, writable: below });
  const socket = knockByTls(port, { maxVersion, socket: between });
  for (const each of [below, between, socket]) each.on('error', () => {});
  await once(socket, 'secureConnect');
  below.unpipe(readable).resume();
  return { below, socket };
}

describe('somebody who comes by TLS', () => {
  it('talks with those who do not, on the same port', async () => {
    const server = await openServer(keys.options('localhost'));
    const ana = await Party.open(byTls(server.port), 'ana');
    const bob = await server.party('bob', 'json');
    ana.send('/join #dev');
    await ana.rest();
    bob.send('/join #dev');
    await bob.rest();
    ana.send('hällo');
    await bob.until(/hällo/);
    bob.send('hi');
    await ana.until(/<bob> hi/);
  });

  it('and waits in silence is greeted after the handshake', async () => {
    const server = await openServer(keys.options('localhost'));
    const ana = await Party.connect(byTls(server.port));
    await server.read();
    server.clock.pass(300);
    expect(await ana.next()).to.match(/^\* Welcome/);
  });

  it('may begin late, also on this machine', async () => {
    const server = await openServer(keys.options('localhost'));
    const { socket } = knock(server.port);
    await once(socket, 'connect');
    await server.read();
    server.clock.pass(GREETING_DELAY_MS);
    await looked();
    const ana = connect({ socket, rejectUnauthorized: false });
    await once(ana, 'secureConnect');
    ana.destroy();
  });

  it('is answered all that they have sent before they closed their half', async () => {
    const server = await openServer(keys.options('localhost'));
    const ana = await Party.connect(byTls(server.port));
    ana.send('{"cmd":"join","rooms":["#dev"]}');
    for (let n = 0; n < 50; n += 1) ana.send(`{"cmd":"say","tag":"t${n}","text":"line ${n}"}`);
    await ana.close();
    expect(ana.texts('#dev')).to.have.length(50);
    expect(ana.heard.filter((line) => line.includes('"re":"t'))).to.have.length(50);
  });

  it('gets all of a goodbye when the server ends', async () => {
    const server = await openServer(keys.options('localhost'));
    const ana = await Party.open(byTls(server.port), 'ana');
    await server.close();
    await ana.until(/Goodbye|bye|shut/i);
    await ana.closed();
  });

  it('reads at their own pace, and misses nothing', async () => {
    const server = await openServer({ ...keys.options('localhost'), maxConnections: '100' });
    const ana = await Party.open(byTls(server.port), 'ana', 'json');
    const bob = await server.party('bob', 'json');
    for (const party of [ana, bob]) {
      party.send('/join #dev');
      await party.rest();
    }
    ana.stall();
    const text = 'x'.repeat(4000);
    for (let n = 0; n < 400; n += 1) bob.send(`/say@t${n} ${text}`);
    await bob.barrier();
    ana.wake();
    await ana.barrier();
    expect(
      ana.events.flatMap((event) => (event.ev === 'message' ? [event.seq] : [])),
    ).to.deep.equal(Array.from({ length: 400 }, (_, n) => n + 1));
  });

  it('is shown the certificate of the name that they ask for', async () => {
    const { port } = await openServer(keys.options('localhost', 'chat.example'));
    expect(await shown(port, 'localhost')).to.equal('localhost');
    expect(await shown(port, 'chat.example')).to.equal('chat.example');
    expect(await shown(port, 'irc.chat.example')).to.equal('chat.example');
    expect(await shown(port, 'nobody.example')).to.equal('localhost');
  });

  it('is shown a new certificate once it is in its files, and whoever is there goes on', async () => {
    const folder = newFolder();
    const [tlsCert, tlsKey] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
    const put = (name: 'localhost' | 'chat.example', at: number): void => {
      copyFileSync(keys.certificate(name), tlsCert);
      copyFileSync(keys.key(name), tlsKey);
      for (const file of [tlsCert, tlsKey]) utimesSync(file, at, at);
    };
    put('localhost', 1);
    const server = await openServer({ tlsCert, tlsKey });
    const ana = await Party.open(byTls(server.port), 'ana');
    put('chat.example', 2);
    server.clock.pass(RENEWAL_MS);
    expect(await shown(server.port, 'localhost')).to.equal('chat.example');
    copyFileSync(keys.key('localhost'), tlsKey);
    server.clock.pass(RENEWAL_MS);
    expect(server.warnings.join()).to.match(/certificates stay as they were/);
    expect(await shown(server.port, 'localhost')).to.equal('chat.example');
    await ana.barrier();
  });

  it('in a version that is too old is told so by TLS', async () => {
    const { port } = await openServer(keys.options('localhost'));
    const socket = knockByTls(port, {
      ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    });
    const [error] = await once(socket, 'error');
    expect(`${error}`).to.match(/alert protocol version/);
  });

  it('and begins a new handshake within a connection of TLS 1.2 is cut, whether they hear a refusal or not', async () => {
    const { port } = await openServer(keys.options('localhost'));
    const { below, socket } = await deaf(port, 'TLSv1.2');
    const cut = once(below, 'close');
    socket.renegotiate({ rejectUnauthorized: false }, () => {});
    await cut;
  });

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`and sends within ${version} what is none is cut`, async () => {
      const { port } = await openServer(keys.options('localhost'));
      const { below } = await deaf(port, version);
      const cut = once(below, 'close');
      below.write(Buffer.from([0x17, 3, 3, 0, 32, ...Buffer.alloc(32)]));
      await cut;
    });
  }
});

describe('somebody who begins TLS', () => {
  it('and says no more is cut after five seconds', async () => {
    const server = await openServer(keys.options('localhost'));
    const { socket, heard } = knock(server.port);
    socket.write(Buffer.from([0x16, 3, 1, 2, 0]));
    await server.read();
    server.clock.pass(HANDSHAKE_MS);
    expect(`${await heard}`).to.equal('');
  });

  it('and goes on with garbage is told that by TLS, and let go', async () => {
    const server = await openServer(keys.options('localhost'));
    const { socket, heard } = knock(server.port);
    socket.write(Buffer.from([0x16, 3, 1, 0, 5, 9, 9, 9, 9, 9]));
    expect((await heard)[0]).to.equal(0x15);
    expect(server.warnings).to.deep.equal([]);
  });
});

describe('a handshake', () => {
  it('is looked at by TLS when all of its beginning is there, and not before, nor when it is garbage', async () => {
    let [begun, refused] = [0, 0];
    const certificates = {
      get standard() {
        begun += 1;
        return undefined;
      },
      of: () => undefined,
    };
    const refuse = () => {
      refused += 1;
    };
    const carrier = tls(certificates as never, [], new Turnstile(new HandClock()));
    const begin = async (hello: Buffer, ...rest: Buffer[]): Promise<number[]> => {
      const stream = new PassThrough();
      const counts: number[] = [];
      const peer = { address: '127.0.0.1', stream, head: hello };
      carrier.carry(peer, { carried() {}, answered() {}, refuse });
      for (const bytes of [undefined, ...rest]) {
        begun = 0;
        if (bytes) stream.write(bytes);
        for (let n = 0; n < 3; n += 1) await looked();
        counts.push(begun);
      }
      stream.destroy();
      return counts;
    };
    const head = Buffer.from([0x16, 3, 1, 0, 4]);
    const four = Buffer.from([1, 9, 9, 9]);
    const garbage = Buffer.from([9, 9, 9, 9]);
    const tooLong = Buffer.from([0x16, 3, 1, 0xff, 0xff]);
    expect(await begin(Buffer.concat([head, four]))).to.deep.equal([1]);
    expect(await begin(head, four.subarray(0, 3), four)).to.deep.equal([0, 0, 1]);
    expect(await begin(head.subarray(0, 2), head.subarray(2), four)).to.deep.equal([0, 0, 1]);
    expect(await begin(Buffer.concat([tooLong, four]))).to.deep.equal([1]);
    expect([
      refused,
      await begin(tooLong),
      await begin(Buffer.concat([head, garbage])),
    ]).to.deep.equal([0, [0], [0]]);
    expect(refused).to.equal(2);
  });
});

describe('where only TLS may come', () => {
  const tlsOnly = { ...keys.options('localhost'), listen: 'tls://127.0.0.1:0' };

  it('people come by TLS', async () => {
    const server = await openServer(tlsOnly);
    const ana = await Party.open(byTls(server.port), 'ana');
    await ana.silence();
  });

  it('whoever speaks in clear is told what to do', async () => {
    const server = await openServer(tlsOnly);
    const { socket, heard } = knock(server.port);
    socket.write('/nick ana\n');
    while (!socket.closed) {
      server.clock.pass(100);
      await looked();
    }
    expect(`${await heard}`).to.match(/^! .*TLS/);
  });

  it('whoever says nothing hears nothing, and is cut', async () => {
    const server = await openServer(tlsOnly);
    const { socket, heard } = knock(server.port);
    await once(socket, 'connect');
    await looked();
    server.clock.pass(HANDSHAKE_MS);
    expect(`${await heard}`).to.equal('');
  });
});
