/** Logging in at a terminal: the password is typed before the screen is there, and is on no screen; then another server joins in. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from '../support/folders.ts';
import { openServer } from '../support/server.ts';
import { sizes } from './support/office.ts';
import { clientOn, clientWith, openTerminal } from './support/terminal.ts';

describe('whoever logs in at a terminal', () => {
  it('types the password unseen, sees what is unread in their rooms, and is somebody else on another server at the same time', async () => {
    const { port, party } = await openServer();
    const ann = await party('ann', 'json');
    await ann.ask({ cmd: 'register', password: 'correct-horse' });
    await ann.ask({ cmd: 'join', rooms: ['#dev', '#tea'] });
    await ann.ask({ cmd: 'quit' }).catch(() => {});
    const bob = await party('bob', 'json');
    await bob.ask({ cmd: 'join', rooms: ['#dev', '#tea'] });
    for (const to of ['#dev', '#tea']) await bob.ask({ cmd: 'msg', to, text: 'ann: morning' });

    const config = join(newFolder(), 'config.toml');
    const work = `[profiles.work]\nserver = "127.0.0.1:${port}"\nlogin = "ann"\n`;
    const { port: away } = await openServer();
    const home = `[profiles.home]\nserver = "127.0.0.1:${away}"\nnick = "annie"\nrooms = ["#tea"]\n`;
    writeFileSync(config, work + home);
    const terminal = openTerminal(clientWith(config, 'work'), sizes.usual);
    await terminal.shows('Password for ann: ');
    terminal.type('corect');
    for (let n = 0; n < 4; n += 1) terminal.press('backspace');
    terminal.type('rrect-horse');
    terminal.press('enter');
    await terminal.shows('ann>', /#dev/, /#tea +1!/, 'morning');
    terminal.press('alt-3');
    await terminal.shows(({ title }) => title.startsWith('#tea'));
    expect(terminal.written).not.to.match(/corr?ect|horse/);

    terminal.type('/server home');
    terminal.press('enter');
    await terminal.shows('annie>', / 4 home .*\n 5 #tea /);
    terminal.press('alt-2');
    await terminal.shows('ann>', ({ title }) => title.startsWith('#dev'));
    terminal.type('good morning');
    terminal.press('enter');
    await terminal.shows(/ann good morning/);
    await bob.barrier();
    expect(bob.texts('#dev')).to.include('good morning');
  });

  it('leaves when they give it up', async () => {
    const { port } = await openServer();
    const terminal = openTerminal(clientOn(port, '--login', 'ann'), sizes.usual);
    await terminal.shows('Password for ann: ');
    terminal.press('ctrl-c');
    expect(await terminal.exited).to.equal(1);
    expect(terminal.screen()).to.include('You are not logged in: no password was given.');
  });
});
