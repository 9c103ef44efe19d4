/** Where a server listens: how operators type it, and what it comes to. */
import { existsSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { configure } from '../../server/config.ts';
import { type Endpoint, endpointOf, nameOf, placed } from '../../server/net/endpoint.ts';
import type { Options } from '../../server/options/check.ts';
import { newFolder } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { portOf } from '../support/ports.ts';
import { openServer, options } from '../support/server.ts';
import { keys } from '../support/test-keys/keys.ts';
import { byTcp, byTls, byUnix } from '../support/ways.ts';

function mistakes(given: Options): string[] {
  const config = configure({ ...options, ...given });
  return 'mistakes' in config ? config.mistakes : [];
}

describe('an address to listen on', () => {
  const right: [string, Endpoint][] = [
    ['tcp://127.0.0.1:7667', { kind: 'tcp', host: '127.0.0.1', port: 7667 }],
    ['tls://[::]:7667', { kind: 'tls', host: '::', port: 7667 }],
    ['TLS://chat.example:0/', { kind: 'tls', host: 'chat.example', port: 0 }],
    ['unix:/run/parlance.sock', { kind: 'unix', path: '/run/parlance.sock', mode: 0o660 }],
    ['unix:parlance.sock?mode=666', { kind: 'unix', path: 'parlance.sock', mode: 0o666 }],
  ];

  it('is read as it is typed', () => {
    for (const [text, endpoint] of right) expect(endpointOf(text), text).to.deep.equal(endpoint);
  });

  it('is told as one reads it', () => {
    expect(right.map(([, endpoint]) => nameOf(endpoint))).to.deep.equal([
      ...['127.0.0.1:7667', 'tls://[::]:7667', 'tls://chat.example:0'],
      ...['unix:/run/parlance.sock', 'unix:parlance.sock'],
    ]);
  });

  it('is refused when it is none, with what one looks like', () => {
    for (const text of [
      '127.0.0.1:7667',
      'tcp://127.0.0.1',
      'tls://:7667',
      'tcp://a:70000',
      'unix:',
      'ws://a:1',
    ]) {
      expect(mistakes({ listen: text }).join(), text).to.match(/^--listen is tcp:.*unix:FILE/);
    }
  });

  it('where others can read on the way has to be meant', () => {
    for (const given of [
      { host: '0.0.0.0' },
      { host: '::' },
      { listen: 'unix:a,tcp://10.0.0.1:1' },
    ]) {
      expect(mistakes(given).join()).to.match(/--listen .* others read .* --allow-plaintext\.$/);
      expect(mistakes({ ...given, allowPlaintext: true })).to.deep.equal([]);
    }
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) {
      expect(mistakes({ host })).to.deep.equal([]);
    }
    expect(mistakes({ listen: 'tls://0.0.0.0:1', ...keys.options('localhost') })).to.deep.equal([]);
  });

  it('that listens already, since systemd has opened it, takes only TLS where others could read along', () => {
    const inherited = { kind: 'inherited', descriptor: 3 } as const;
    const at = (address: string, mayDemandTls: boolean) =>
      nameOf(placed(inherited, { address, port: 1 }, mayDemandTls));
    expect(at('10.0.0.1', true)).to.equal('tls://10.0.0.1:1');
    expect(at('10.0.0.1', false)).to.equal('10.0.0.1:1');
    expect(at('127.0.0.1', true)).to.equal('127.0.0.1:1');
    expect(nameOf(placed(inherited, '/run/parlance.sock', true))).to.equal('descriptor 3');
  });

  it('for TLS needs a certificate, and that its key', () => {
    expect(mistakes({ listen: 'tls://[::]:1' }).join()).to.match(/needs a certificate/);
    expect(mistakes({ tlsCert: 'a.pem' }).join()).to.match(/^--tls-key .* pairs/);
  });
});

describe('a server that listens at several places', () => {
  it('has people from all of them in one room', async () => {
    const path = join(newFolder(), 'parlance.sock');
    // A container may have no IPv6.
    const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const [host, typed] = addresses.some(({ address }) => address === '::1')
      ? ['::1', '[::1]']
      : ['127.0.0.1', '127.0.0.1'];
    const listen = `tcp://127.0.0.1:0,tls://${typed}:0,unix:${path}`;
    const server = await openServer({ listen, ...keys.options('localhost') });
    const [tcp, tls] = server.places.map((place) => portOf([place]));
    const ways = [byTcp(tcp!), byTls(tls!, {}, host), byUnix(path)];
    const people = await Promise.all(ways.map((way, n) => Party.open(way, `guest-${n}`)));
    for (const each of people) {
      each.send('/join #dev');
      await each.rest();
    }
    people[0]!.send('hello all');
    for (const each of people) await each.until(/hello all/);
  });

  it('lets the owner and the group of its socket in, and removes it at its end', async () => {
    const path = join(newFolder(), 'parlance.sock');
    const server = await openServer({ listen: `unix:${path}` });
    expect(statSync(path).mode & 0o777).to.equal(0o660);
    await server.close();
    expect(existsSync(path)).to.equal(false);
  });

  it('takes the place of one that was killed, but not of one that is there', async () => {
    const path = join(newFolder(), 'parlance.sock');
    const listen = `unix:${path}`;
    await leaveBehind(path);
    await openServer({ listen });
    const failed = await openServer({ listen }).catch((error: Error) => error.message);
    expect(failed).to.match(/can't listen on unix:.*in use/);
    const file = join(newFolder(), 'notes');
    writeFileSync(file, 'mine');
    const kept = await openServer({ listen: `unix:${file}` }).catch(
      (error: Error) => error.message,
    );
    expect(kept).to.match(/something else of that name/);
  });

  it('says of a socket where it can’t be when its path is too long', async () => {
    // A name is too long for the system; and a path of fair names for a socket.
    for (const name of ['n'.repeat(300), join('a'.repeat(100), 'parlance.sock')]) {
      const listen = `unix:${join(newFolder(), name)}`;
      const failed = await openServer({ listen }).catch((error: Error) => error.message);
      expect(failed).to.match(/^can't listen on unix:.*: (ENAMETOOLONG|listen)/);
    }
  });

  it('listens nowhere when it can not listen everywhere', async () => {
    const first = await openServer();
    const path = join(newFolder(), 'parlance.sock');
    const failed = await openServer({ listen: `unix:${path},tcp://127.0.0.1:${first.port}` }).catch(
      (error: Error) => error.message,
    );
    expect(failed).to.match(/can't listen on 127.0.0.1:\d+: it is in use/);
    expect(existsSync(path)).to.equal(false);
  });
});

/** The file of a socket whose server has ended without removing it. */
async function leaveBehind(path: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${path}.new`, resolve));
  renameSync(`${path}.new`, path);
  await new Promise((resolve) => server.close(resolve));
}
