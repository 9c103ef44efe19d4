/** The client as lines in and lines out, on several servers at once. */
import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { configure } from '../../../client-ink/config/config.ts';
import { type PlainIo, plain } from '../../../client-ink/plain/plain.ts';
import { type Way, wayTo } from '../../../client-ink/servers/way.ts';
import { afterwards } from '../../support/afterwards.ts';
import { newFolder } from '../../support/folders.ts';
import { Party } from '../../support/party.ts';
import { openServer } from '../../support/server.ts';
import { Waiting } from '../../support/waiting.ts';

describe('the plain client on several servers', () => {
  /** Somebody at the client; the servers of `later` are dialled when somebody goes there. */
  async function annOn(text: string, begun: readonly string[]) {
    const settings = configure(
      {},
      { name: `${newFolder()}/config.toml`, text },
      { env: {}, terminal: true },
    );
    if ('mistakes' in settings) throw new Error(settings.mistakes.join('\n'));
    const all = settings.profiles.begun;
    const ways = await Promise.all(
      all
        .filter(({ name = '' }) => begun.includes(name))
        .map((profile) => wayTo(profile, () => {}) as Promise<Way>),
    );
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    const waiting = new Waiting((problem) => `${problem}:\n${written}`);
    let written = '';
    stdout.setEncoding('utf8').on('data', (chunk: string) => {
      written += chunk;
      waiting.look();
    });
    const io = { stdin, stdout, on: () => io, off: () => io } as unknown as PlainIo;
    const code = plain(settings, ways as [Way], [], io);
    afterwards(() => void stdin.end());
    return {
      code,
      types: (line: string) => void stdin.write(`${line}\n`),
      ends: () => void stdin.end(),
      hears: (wanted: RegExp) =>
        waiting.until(`to hear ${wanted}`, () => wanted.test(written) || undefined),
      written: () => written,
    };
  }

  const profilesOn = (work: number, home: number) =>
    `nick = "ann"\n[profiles.work]\nserver = "127.0.0.1:${work}"\nrooms = ["#dev"]\n` +
    `[profiles.home]\nserver = "127.0.0.1:${home}"\nrooms = ["#tea"]\n`;

  it('says which one the lines are about whenever that changes, and types to the one that one has gone to', async () => {
    const [work, home] = [await openServer(), await openServer()];
    const ann = await annOn(profilesOn(work.port, home.port), ['work', 'home']);
    await ann.hears(/#dev: 1 person[\s\S]*#tea: 1 person|#tea: 1 person[\s\S]*#dev: 1 person/);
    const bob = await Party.open(home.port, 'bob', 'json');
    bob.send('/join #tea');
    await ann.hears(/--- home\n[\s\S]*\* bob joined #tea/);
    ann.types('at work');
    await ann.hears(/--- work\n(?:--- .*\n)?.*\[#dev\] <ann> at work/);
    ann.types('/server hmoe');
    await ann.hears(/Did you mean home\?/);
    ann.types('/server');
    await ann.hears(/\* work: you are here\n\* home: connected/);
    ann.types('/server home');
    await ann.hears(/--- home\n\* What you type goes to home now\. You are talking in #tea\./);
    ann.types('kettle');
    await bob.until(/"from":"ann".*"text":"kettle"/);
    ann.types('/quit');
    expect(await ann.code).to.equal(0);
    expect(ann.written().match(/^--- home$/gm)?.length).to.be.at.most(4);
  });

  it('says what a script has said before there was a server, when that is there', async () => {
    const work = await openServer();
    const script = `[scripts]\ngreet = "echo /msg '#dev' first words"\n`;
    const ann = await annOn(profilesOn(work.port, 1) + script, ['work']);
    await ann.hears(/\* greet: \/msg #dev first words\n[\s\S]*\[#dev\] <ann> first words/);
    ann.types('/quit');
    expect(await ann.code).to.equal(0);
  });

  it('connects to one that was not begun with when one goes there, and says nothing of which one before', async () => {
    const [work, home] = [await openServer(), await openServer()];
    const ann = await annOn(profilesOn(work.port, home.port), ['work']);
    await ann.hears(/#dev: 1 person/);
    expect(ann.written()).to.not.match(/^--- work/m);
    ann.types('/server home');
    await ann.hears(/--- home\n\* What you type goes to home now\.\n[\s\S]*#tea: 1 person/);
    ann.types('hello');
    await ann.hears(/\[#tea\] <ann> hello/);
    ann.ends();
    expect(await ann.code).to.equal(0);
  });

  it('goes to no other one when the run is over before the way there is found', async () => {
    const work = await openServer();
    const home = createServer().listen(0, '127.0.0.1');
    await once(home, 'listening');
    afterwards(() => void home.close());
    const { port } = home.address() as AddressInfo;
    const come = async (): Promise<Socket> => (await once(home, 'connection'))[0];
    const ann = await annOn(
      profilesOn(work.port, port).replace(`"127.0.0.1:${port}"`, `"tls://127.0.0.1:${port}"`),
      ['work'],
    );
    await ann.hears(/#dev: 1 person/);
    const coming = come();
    ann.types('/server home');
    const asked = await coming;
    ann.types('/quit');
    expect(await ann.code).to.equal(0);
    const told = ann.written();
    const next = come();
    asked.resume().end();
    await once(asked, 'close');
    const bob = dial(port, '127.0.0.1');
    await once(bob, 'connect');
    afterwards(() => void bob.destroy());
    const came = await next;
    afterwards(() => void came.destroy());
    expect(came.remotePort).to.equal(bob.localPort);
    expect(ann.written()).to.equal(told);
  });
});
