/** What `npm pack` makes is installed by itself: without the repository, a registry, a build or the packages that it is made of. */
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openTerminal } from './client-ink/support/terminal.ts';
import { newDirectory, newFolder } from './support/folders.ts';
import { start } from './support/process.ts';
import { repository } from './support/repository.ts';

/** npm packs what is built and installs it here, with nothing to ask, and no place of its owner's to look into. */
async function install(prefix: string): Promise<void> {
  const packed = ['install', '--global', '--prefix', prefix, '--install-links', '--ignore-scripts'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--cache', newFolder()];
  const settings = { npm_config_update_notifier: 'false' };
  const running = start('npm', [...packed, '--offline', ...quiet, repository], settings);
  expect(await running.exited, running.stderr()).to.equal(0);
}

/** Says something as a page in a browser does, with the WebSocket of the standard. */
async function saysByWebSocket(port: string, text: string): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  // One piece of the network may bring several messages at once: all of them are heard.
  socket.addEventListener('message', ({ data }) => {
    if (String(data).includes('"re":"t"')) resolve();
  });
  await once(socket, 'open');
  socket.send('{"cmd":"join","rooms":["#tea"]}');
  socket.send(JSON.stringify({ cmd: 'msg', tag: 't', to: '#tea', text }));
  await answered;
  socket.close();
}

describe('who has nothing but the package', () => {
  it('installs it, keeps a store on disk, chats on a screen, and writes a bot', async () => {
    const prefix = newFolder();
    await install(prefix);
    const parlance = join(prefix, 'bin/parlance');
    const installed = join(prefix, 'lib/node_modules/parlance');

    const serve = ['serve', '--port', '0', '--data', newDirectory()];
    const server = start(parlance, serve);
    const [, port = ''] = await server.until(/listening on \S+:(\d+)/);
    const ann = openTerminal([parlance, 'chat', `127.0.0.1:${port}`]);
    await ann.shows('guest-');
    ann.type('/join #tea\r');
    await ann.shows('#tea');
    const bot = join(prefix, 'lib/bot.mjs');
    writeFileSync(
      bot,
      `import { connect } from 'parlance/client';
      const bot = await connect({ port: ${port}, nick: 'bot', rooms: ['#tea'] });
      await bot.say('#tea', 'is the water hot?');
      await bot.close();`,
    );
    const running = start(process.execPath, [bot]);
    expect(await running.exited, running.stderr()).to.equal(0);
    await ann.shows('is the water hot?');
    await saysByWebSocket(port, 'a page says more than thirty-two bytes');
    await ann.shows('more than thirty-two');
    expect(await server.stop()).to.equal(0);

    const manual = readFileSync(join(prefix, 'share/man/man1/parlance.1'), 'utf8');
    expect(manual).to.include('.SS serve');
    const licences = readFileSync(join(installed, 'dist/THIRD-PARTY-LICENSES'), 'utf8');
    expect(licences).to.include('ink\n').and.include('socks\n');
    for (const document of ['PROTOCOL.md', 'grammar/REFERENCE.md', 'server/OPERATING.md'])
      expect(existsSync(join(installed, document)), document).to.equal(true);
    const complete = `source <(${parlance} completion bash)
      COMP_WORDS=(parlance account inv) COMP_CWORD=2; _parlance; echo "$COMPREPLY"`;
    const bash = start('bash', ['-c', complete]);
    expect(await bash.exited, bash.stderr()).to.equal(0);
    expect(bash.stdout()).to.equal('invite\n');
  });
});
