/** Programs that reach a server by TLS, through a proxy or by a socket of the machine, and hear in words why they can't. */
import { readFileSync, statSync, symlinkSync } from 'node:fs';
import { connect as connectRaw, createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { dial } from '../../client/dial/dial.ts';
import { type Client, type ClientOptions, connect, type NewServer } from '../../client/index.ts';
import { afterwards } from '../support/afterwards.ts';
import { newFolder } from '../support/folders.ts';
import { standIn } from '../support/listening.ts';
import { openServer, type TestServer } from '../support/server.ts';
import { certificate, certificateFile, fingerprintOf, startTls } from '../support/tls.ts';
import { startProxy } from './support/socks.ts';

describe('a program on its way to a server', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await openServer();
  });

  const ca = certificate('authority.pem');

  async function enter(options: ClientOptions): Promise<Client> {
    const client = await connect(options);
    afterwards(() => client.close());
    return client;
  }

  /** Why there is no connection. */
  async function why(options: ClientOptions): Promise<string> {
    try {
      await enter(options);
      return 'It is connected.';
    } catch (error) {
      return (error as Error).message.replace(/:\d{4,5}\b/g, ':PORT');
    }
  }

  it('talks to a server for which an authority vouches, by name and by address', async () => {
    const front = await startTls(server.port);
    for (const host of ['localhost', '127.0.0.1']) {
      const bot = await enter({ server: `tls://${host}:${front.port}`, ca, rooms: ['#tea'] });
      expect(await bot.say('#tea', 'is the water hot?')).to.include({ is: 'ok' });
    }
    expect(front.met.count).to.equal(2);
  });

  it('talks to a server that speaks TLS itself', async () => {
    const files = { tlsCert: certificateFile('server.pem'), tlsKey: certificateFile('server.key') };
    const { port } = await openServer(files);
    const bot = await enter({ server: `tls://localhost:${port}`, ca, rooms: ['#tea'] });
    expect(await bot.say('#tea', 'is the water hot?')).to.include({ is: 'ok' });
  });

  it('misses nothing when the connection breaks', async () => {
    const front = await startTls(server.port);
    const ann = await server.party('ann');
    const changes: string[] = [];
    const resumed = Promise.withResolvers<void>();
    const bot = await enter({
      server: `tls://localhost:${front.port}`,
      ca,
      rooms: ['#tea'],
      onChange: (change) => {
        changes.push(change);
        if (change === 'resumed') resumed.resolve();
      },
    });
    ann.send('/join #tea');
    await ann.barrier();
    front.cut();
    ann.send('while you were gone');
    await ann.barrier();
    await resumed.promise;
    ann.send('now');
    const texts: string[] = [];
    for await (const event of bot) {
      if (event.ev === 'message') texts.push(event.text);
      if (texts.at(-1) === 'now') break;
    }
    expect(texts).to.deep.equal(['while you were gone', 'now']);
    expect(changes).to.deep.equal(['lost', 'resumed']);
  });

  it('hears all that was said before the server closed', async () => {
    const front = await startTls(server.port);
    const bot = await enter({ server: `tls://localhost:${front.port}`, ca, rooms: ['#tea'] });
    const said = Array.from({ length: 50 }, (_, n) => bot.say('#tea', `${n}`));
    await bot.close();
    expect((await Promise.all(said)).map(({ is }) => is)).to.not.include('lost');
  });

  describe('for which no authority vouches', () => {
    let knownServers: string;
    const met: NewServer[] = [];
    beforeEach(() => {
      knownServers = join(newFolder(), 'state', 'known-servers');
      met.length = 0;
    });
    const onNewServer = (found: NewServer) => met.push(found) > 0;

    it('remembers it once, for its owner alone', async () => {
      const front = await startTls(server.port, 'own.pem');
      const options = { server: `tls://LocalHost:${front.port}`, knownServers, onNewServer };
      await enter(options);
      await enter(options);
      expect(met).to.deep.equal([
        {
          place: `LocalHost:${front.port}`,
          fingerprint: fingerprintOf('own.pem'),
          names: 'localhost',
          file: knownServers,
        },
      ]);
      expect(statSync(knownServers).mode & 0o777).to.equal(0o600);
      const [place, fingerprint] = readFileSync(knownServers, 'utf8').split(' ');
      expect(place).to.equal(`localhost:${front.port}`);
      expect(fingerprint).to.equal(fingerprintOf('own.pem'));
    });

    it('sends nothing to one that has another certificate than before, and tells both', async () => {
      const front = await startTls(server.port, 'own.pem');
      const place = `localhost:${front.port}`;
      const options = { server: `tls://${place}`, knownServers, onNewServer };
      await (await enter(options)).close();
      front.show('renewed.pem');
      front.met.sent = '';
      const told = await why(options);
      expect(told).to.match(/shows another certificate than before/);
      expect(told).to.include(`Known is SHA-256 ${fingerprintOf('own.pem')}`);
      expect(told).to.include(`shown is SHA-256 ${fingerprintOf('renewed.pem')}`);
      expect(told).to.include(`delete line 1 of ${knownServers}`);
      expect(front.met.sent).to.equal('');
      // Nor does it help that an authority vouches for the other one.
      front.show('server.pem');
      expect(await why(options)).to.match(/shows another certificate/);
    });

    it('sends nothing to one that is not welcome, or that it has no file to remember it in', async () => {
      const front = await startTls(server.port, 'own.pem');
      const options = { server: `tls://localhost:${front.port}` };
      const no = { ...options, knownServers, onNewServer: async () => false };
      expect(await why(no)).to.match(
        /^No authority that is trusted here vouches for localhost:PORT/,
      );
      expect(await why(no)).to.include(fingerprintOf('own.pem'));
      expect(await why(options)).to.match(/^No authority/);
      expect(await why({ ...options, knownServers, ca })).to.match(/^No authority/);
      expect(front.met.sent).to.equal('');
    });

    it('keeps what is there when it can not be added to', async () => {
      const front = await startTls(server.port, 'own.pem');
      const options = { server: `tls://localhost:${front.port}`, knownServers: '/dev/null/known' };
      expect(await why(options)).to.match(/^\/dev\/null\/known can't be read: ENOTDIR/);
      const gone = join(newFolder(), 'gone');
      symlinkSync(join(newFolder(), 'nowhere'), gone);
      expect(await why({ ...options, knownServers: join(gone, 'known'), onNewServer })).to.match(
        /known can't be written: ENOENT.* Nothing was sent\.$/,
      );
      expect(front.met.sent).to.equal('');
    });

    it('has all for the handshake at hand before it calls, so that it is taken for no person who is silent', () => {
      let isRead = false;
      const route = {
        address: { by: 'tls', host: '127.0.0.1', port: 1 } as const,
        get ca() {
          isRead = true;
          return ca;
        },
      };
      const { signal } = new AbortController();
      void dial(route, { withinMs: 1000, signal });
      expect(isRead).to.equal(true);
    });
  });

  it('hears why the certificate of a server is not good', async () => {
    const of = async (name: string) => {
      const front = await startTls(server.port, name);
      return why({ server: `tls://localhost:${front.port}`, ca });
    };
    expect(await of('other.pem')).to.equal(
      'localhost:PORT shows a certificate for other.example, not for localhost. Nothing was sent.',
    );
    expect(await of('expired.pem')).to.equal(
      'The certificate of localhost:PORT has expired on 2020-02-01: its operator has to renew it. Nothing was sent.',
    );
  });

  it('hears that TLS is spoken where it speaks in the clear, and the other way round', async () => {
    const front = await startTls(server.port);
    expect(await why({ server: `localhost:${front.port}` })).to.match(
      /call it tls:\/\/localhost:PORT\.$/,
    );
    const { port } = await standIn((socket) => socket.end('* Welcome to something.\n'));
    expect(await why({ server: `tls://localhost:${port}`, ca })).to.match(/speaks no TLS/);
  });

  it('sends no token where others could read it', async () => {
    expect(await why({ server: 'chat.example', nick: 'ci', token: 'x' })).to.equal(
      'No password is sent to chat.example:PORT: others on the way could read it. Call it tls://chat.example:PORT.',
    );
  });

  it('shows its certificate to a server that asks for one', async () => {
    const asking = { requestCert: true, ca, rejectUnauthorized: true };
    const front = await startTls(server.port, 'server.pem', asking);
    const options = { server: `tls://localhost:${front.port}`, ca };
    const mine = { cert: certificate('client.pem'), key: certificate('client.key') };
    expect((await enter({ ...options, ...mine })).nick).to.match(/^guest-/);
    expect(await why(options)).to.match(/takes only those who show a certificate/);
    const stranger = { cert: certificate('own.pem'), key: certificate('server.key') };
    expect(await why({ ...options, ...stranger })).to.match(/^localhost:PORT hung up/);
  });

  it('comes by a socket of this machine', async () => {
    const path = join(newFolder(), 'parlance.sock');
    expect(await why({ server: `unix:${path}` })).to.match(/^There is no .*parlance.sock/);
    const listener = createServer((socket) => {
      const onward = connectRaw(server.port, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>((resolve) => listener.listen(path, resolve));
    const proxy = 'socks5://127.0.0.1:1';
    expect((await enter({ server: `unix:${path}`, proxy })).nick).to.match(/^guest-/);
    listener.close();
  });

  describe('through a proxy', () => {
    it('has it look the name up, with TLS and without', async () => {
      const proxy = await startProxy();
      const front = await startTls(server.port);
      const through = { proxy: `socks5://127.0.0.1:${proxy.port}` };
      const safe = { server: `tls://localhost:${front.port}`, ca, ...through };
      expect((await enter(safe)).nick).to.match(/^guest-/);
      await enter({ server: `chat.example:${server.port}`, ...through });
      expect(proxy.asked).to.deep.equal(['localhost', 'chat.example']);
    });

    it('hears why the proxy does not let it through', async () => {
      const through = async (reply: number, options: Partial<ClientOptions> = {}) => {
        const { port } = await startProxy({ reply });
        const url = `socks5://127.0.0.1:${port}`;
        return why({ server: 'tls://chat.example', ca, proxy: url, ...options });
      };
      expect(await through(2)).to.equal(
        'The proxy 127.0.0.1:PORT does not allow connections to chat.example:PORT.',
      );
      expect(await through(4)).to.match(/finds no way to chat.example/);
      expect(await through(5)).to.match(/nobody listens at chat.example/);
      expect(await through(1)).to.match(/does not say why/);
      const locked = await startProxy({ login: 'ann:correct horse' });
      const url = (who: string) => `socks5://${who}127.0.0.1:${locked.port}`;
      expect(await why({ port: server.port, proxy: url('') })).to.match(/does not let you in/);
      expect(await why({ port: server.port, proxy: url('ann:x@') })).to.match(
        /does not let you in/,
      );
      const right = { port: server.port, proxy: url('ann:correct%20horse@') };
      expect((await enter(right)).nick).to.match(/^guest-/);
      expect(await why({ proxy: 'socks5://127.0.0.1:1' })).to.match(
        /^The proxy can't be reached: Nobody listens at 127.0.0.1:1\./,
      );
      expect(await why({ proxy: 'http://127.0.0.1' })).to.match(/^The proxy is none/);
    });
  });
});
