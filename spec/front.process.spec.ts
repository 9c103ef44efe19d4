/** Programs of others between people and the server, or in their hands: HAProxy in front, `openssl s_client`, a WebSocket in a shell. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from './support/folders.ts';
import { socketToGive } from './support/listening.ts';
import { Party } from './support/party.ts';
import { type Running, start } from './support/process.ts';
import { without } from './support/programs.ts';
import { openServer } from './support/server.ts';
import { keys } from './support/test-keys/keys.ts';
import { byTls } from './support/ways.ts';

const noHaproxy = without('haproxy', '-v');

describe(`somebody who comes by HAProxy${noHaproxy}`, () => {
  let proxy: Running;

  before(function () {
    if (noHaproxy) this.skip();
  });

  /** Starts one in front of a server, and returns its port. */
  async function inFront(of: number, binds: string, sends: string): Promise<number> {
    const { port, fd, letGo } = await socketToGive();
    const file = join(newFolder(), 'haproxy.cfg');
    writeFileSync(
      file,
      `defaults
  mode tcp
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend people
  bind fd@3 ${binds}
  default_backend parlance
backend parlance
  server one 127.0.0.1:${of} ${sends}
`,
    );
    proxy = start('haproxy', ['-db', '-f', file], {}, 'pipe', fd);
    await once(proxy.child, 'spawn');
    letGo();
    return port;
  }

  afterEach(() => proxy?.stop());

  const certificate = (): string => {
    const file = join(newFolder(), 'localhost.pem');
    const { cert, key } = keys.of('localhost');
    writeFileSync(file, `${cert}${key}`);
    return `ssl crt ${file}`;
  };

  it('may send a password when HAProxy says that they came by TLS', async () => {
    const { port } = await openServer({ proxyFrom: '127.0.0.1' });
    const front = await inFront(port, certificate(), 'send-proxy-v2-ssl');
    const ana = await Party.open(byTls(front), 'ana', 'json');
    await ana.ask({ cmd: 'register', password: 'correct-horse-battery' });
    ana.destroy();
  });

  it('may send none when it says that they did not', async () => {
    const { port } = await openServer({ proxyFrom: '127.0.0.1' });
    const ana = await Party.open(await inFront(port, '', 'send-proxy-v2-ssl'), 'ana', 'json');
    ana.send('/register@t correct-horse-battery');
    expect(await ana.event('error')).to.include({ code: 'readable', re: 't' });
    ana.destroy();
  });

  it('is let through by the first version of its header, with TLS to the server', async () => {
    const { port } = await openServer({ proxyFrom: '127.0.0.1', ...keys.options('localhost') });
    const front = await inFront(port, '', 'send-proxy ssl verify none');
    const ana = await Party.open(front, 'ana');
    await ana.silence();
    ana.destroy();
  });
});

const noOpenssl = without('openssl', 'version');

describe(`somebody on openssl s_client${noOpenssl}`, () => {
  before(function () {
    if (noOpenssl) this.skip();
  });

  it('talks by TLS, and logs in with their certificate', async () => {
    const { port } = await openServer(keys.options('localhost'));
    const client = (): Running =>
      start('openssl', [
        ...['s_client', '-quiet', '-verify_quiet', '-connect', `127.0.0.1:${port}`],
        ...['-cert', keys.certificate('ana'), '-key', keys.key('ana')],
      ]);
    const ana = client();
    ana.child.stdin?.write('/nick ana\n/register correct-horse-battery\n/cert add\n/quit\n');
    await ana.until(/ana is an account now/);
    await ana.until(/Done: \/cert/);
    await ana.exited;
    const again = client();
    again.child.stdin?.write('/login ana\n');
    await again.until(/is now called ana/);
    await again.stop();
  });
});

/** Debian's, which has its modules, whichever is first in the path. */
const PYTHON = '/usr/bin/python3';
const noWebSockets = without(PYTHON, '-m', 'websockets', '--version');

describe(`somebody on python3 -m websockets${noWebSockets}`, () => {
  before(function () {
    if (noWebSockets) this.skip();
  });

  it('types commands and objects, reads events, and is closed in order when they quit', async () => {
    const { port } = await openServer();
    const bob = await Party.open(port, 'bob', 'json');
    await bob.ask({ cmd: 'join', rooms: ['#tea'] });
    const client = start(PYTHON, ['-m', 'websockets', `ws://127.0.0.1:${port}/`]);
    client.child.stdin?.write('{"cmd":"nick","nick":"ana"}\n/join #tea\nhällo from a shell\n');
    await bob.until(/"from":"ana".*hällo from a shell/);
    await bob.ask({ cmd: 'say', text: 'and hello to you' });
    await client.until(/"from":"bob".*and hello to you/);
    client.child.stdin?.write('/quit\n');
    await client.until(/"ev":"bye","code":"quit".*Connection closed: 1000/s);
    await client.stop();
  });
});
