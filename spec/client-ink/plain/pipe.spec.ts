/** The plain client whose lines come out of a pipe. */
import { X509Certificate } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { configure, type GivenOptions } from '../../../client-ink/config/config.ts';
import { type PlainIo, plain } from '../../../client-ink/plain/plain.ts';
import { wayTo } from '../../../client-ink/servers/way.ts';
import { newFolder } from '../../support/folders.ts';
import { openServer } from '../../support/server.ts';
import { keys } from '../../support/test-keys/keys.ts';

/** What the plain client of zed writes when these lines come by a pipe, and how it ends. */
const piped = (port: number, rooms: string[], ...typed: string[]): Promise<[string[], 0 | 1]> =>
  pipedBy({ server: `127.0.0.1:${port}`, nick: 'zed', rooms }, typed);

async function pipedBy(typed: GivenOptions, lines: string[]): Promise<[string[], 0 | 1]> {
  const given = { ...typed, plain: true };
  const file = { name: `${newFolder()}/config.toml`, text: '' };
  const settings = configure(given, file, { env: {}, terminal: false });
  if ('mistakes' in settings) throw new Error(settings.mistakes.join('\n'));
  const way = await wayTo(settings.profiles.begun[0], () => {});
  if ('why' in way) throw new Error(way.why.join('\n'));
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const io = Object.assign(new EventEmitter(), { stdin, stdout }) as unknown as PlainIo;
  stdin.end(lines.map((line) => `${line}\n`).join(''));
  const written = text(stdout);
  const code = await plain(settings, [way], [], io);
  stdout.end();
  return [(await written).split('\n'), code];
}

describe('somebody who pipes lines into the plain client', () => {
  it('has them done, in order, before /quit is', async () => {
    const server = await openServer({ limits: false });
    const bob = await server.party('bob', 'json');
    await bob.ask({ cmd: 'join', rooms: ['#tea'] });
    const [lines, code] = await piped(server.port, [], '/join #tea', 'hello', '/quit dinner', 'no');
    expect(lines.filter((line) => line.includes('Not acknowledged'))).to.deep.equal([]);
    expect(code).to.equal(0);
    await bob.until(/"text":"hello"/);
    await bob.until(/"ev":"quit","nick":"zed","reason":"dinner"/);
  });

  it('reads each thing once and in order, also what is said while the history of the room is on its way', async () => {
    const server = await openServer({ limits: false });
    const bob = await server.party('bob', 'json');
    await bob.ask({ cmd: 'join', rooms: ['#tea'] });
    await bob.ask({ cmd: 'say', text: 'before' });
    const [lines] = await piped(server.port, ['#tea'], 'hello');
    const said = lines.flatMap((line) => line.match(/<\w+> (?:before|hello)$/) ?? []);
    expect(said).to.deep.equal(['<bob> before', '<zed> hello']);
  });

  it('logs in by a certificate, and is asked for no password', async () => {
    const server = await openServer(keys.options('localhost'));
    await server.clerk({ ask: 'add', nick: 'ana', password: 'correct-horse-battery' });
    const ana = await server.party('somebody', 'json');
    await ana.ask({ cmd: 'login', nick: 'ana', password: 'correct-horse-battery' });
    const { fingerprint256 } = new X509Certificate(keys.of('ana').cert);
    await ana.ask({ cmd: 'cert', add: fingerprint256 });
    const routeFlags = {
      ca: keys.authorityFile,
      cert: keys.certificate('ana'),
      key: keys.key('ana'),
    };
    const typed = { server: `tls://localhost:${server.port}`, login: 'ana', routeFlags };
    const [lines, code] = await pipedBy(typed, ['/whoami']);
    expect(lines.join('\n')).to.include('You are ana');
    expect(code).to.equal(0);
  });
});
