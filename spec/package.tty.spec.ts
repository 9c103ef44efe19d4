/** What `npm run build` makes runs by itself: without the repository, and without the packages that it is made of. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { openTerminal } from './client-ink/support/terminal.ts';
import { newDirectory, newFolder } from './support/folders.ts';
import { start } from './support/process.ts';
import { repository } from './support/repository.ts';

describe('who has nothing but dist', () => {
  it('keeps a store on disk, chats on a screen, and writes a bot', async () => {
    const dist = newFolder();
    cpSync(join(repository, 'dist'), dist, { recursive: true });
    cpSync(join(repository, 'package.json'), join(dist, 'package.json'));
    const executable = join(dist, 'server/parlance.js');
    const serve = [executable, 'serve', '--port', '0', '--data', newDirectory()];
    const server = start(process.execPath, serve);
    const [, port = ''] = await server.until(/listening on \S+:(\d+)/);

    const ann = openTerminal([process.execPath, executable, 'chat', `127.0.0.1:${port}`]);
    await ann.shows('guest-');
    ann.type('/join #tea\r');
    await ann.shows('#tea');
    const bot = `
      import { connect } from ${JSON.stringify(pathToFileURL(join(dist, 'client/index.js')))};
      const bot = await connect({ port: ${port}, nick: 'bot', rooms: ['#tea'] });
      await bot.say('#tea', 'is the water hot?');
      await bot.close();
    `;
    const running = start(process.execPath, ['--input-type=module', '--eval', bot]);
    expect(await running.exited, running.stderr()).to.equal(0);
    await ann.shows('is the water hot?');
    expect(await server.stop()).to.equal(0);
  });
});
