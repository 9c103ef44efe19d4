/** The plain client in a real terminal. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from '../../support/folders.ts';
import { Party } from '../../support/party.ts';
import { repository } from '../../support/repository.ts';
import { openServer, type TestServer } from '../../support/server.ts';
import { clientOn, clientWith, openTerminal } from '../support/terminal.ts';

describe('the plain client in a terminal', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });

  const plain = (...args: string[]) => clientOn(server.port, '--plain', ...args);

  it('writes nothing twice and moves no cursor, whoever says what while something is being typed', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#steady'));
    await ann.shows('#steady: 1 person');
    const bob = await Party.open(server.port, 'bob', 'json');
    bob.send('/join #steady');
    await ann.shows('bob joined');
    ann.type('half a li');
    await ann.shows(/^half a li$/m);
    bob.send(JSON.stringify({ cmd: 'say', text: 'one\ntwo \u202e\u200b' }));
    bob.send('/msg ann psst');
    // She is rung for; and has not got the words yet.
    await ann.shows(({ bells }) => bells === 1);
    ann.type('me\x7f\x7fne\r');
    await bob.until(/"from":"ann".*"text":"half a line"/);
    await ann.shows(/^half a line\n--- .*\n.*<bob> one\n {4}two\s*\n.*psst\n.*<ann> half a line$/m);
    const before = ann.written;
    ann.press('up');
    ann.type(' again');
    await ann.shows(/^half a line again$/m);
    expect(ann.written).not.to.match(/[\x1b\f\v]|\r(?!\n)/);
    expect(before.match(/\x08/g)).to.have.length(4);
    expect(ann.written.slice(before.length)).to.equal('half a line again');
  });

  it('is what a screen reader gets that says so as other Ink programs want it, and says what a refused line was and where it was wrong', async () => {
    const words = clientOn(server.port, '--join', 'aloud');
    const ann = openTerminal(words, undefined, { INK_SCREEN_READER: 'true' });
    await ann.shows('#aloud: 1 person');
    ann.type('/jion #tea\r');
    await ann.shows('Did you mean /join', 'Not sent: /jion #tea');
    ann.type('/msg nobody hello\r');
    await ann.shows('There is nobody called nobody', 'Not done: /msg nobody hello');
    expect(ann.written).to.not.include('\x1b');
  });

  it('gives no line with a password to another program', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#lent'), undefined, {
      EDITOR: 'echo given-away',
    });
    await ann.shows('#lent: 1 person');
    ann.type('/login ann correct-horse');
    await ann.shows(/^\/login ann •+$/m);
    ann.press('alt-e');
    await ann.shows('A line with a password is not given to another program.');
    expect(ann.written).to.not.include('given-away');
  });

  it('shows no password that an editor writes behind an alias, nor keeps it', async () => {
    const config = join(newFolder(), 'config.toml');
    writeFileSync(config, '[aliases]\nin = "/login ann $1"\n');
    const words = clientWith(config, `127.0.0.1:${server.port}`, '--plain', '--join', '#written');
    const eve = openTerminal(words, undefined, {
      EDITOR: "sh -c 'echo /in correct-horse >$1' sh",
    });
    await eve.shows('#written: 1 person');
    eve.press('alt-e');
    await eve.shows(/^\/in •+$/m);
    eve.type('\r');
    await eve.shows('Not done: /login ann');
    eve.press('up');
    eve.type('/wh');
    await eve.shows(/^\/wh$/m);
    expect(eve.written).to.not.include('correct-horse');
  });

  it('says goodbye when its terminal vanishes', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#vanish'));
    await ann.shows('#vanish: 1 person');
    const bob = await Party.open(server.port, 'bob5', 'json');
    bob.send('/join #vanish');
    await ann.shows('bob5 joined');
    ann.vanish();
    for (let n = 0; n < 20; n += 1) bob.send(`is she there? ${n}`);
    await bob.until(/"ev":"quit","nick":"ann"/);
  });

  it('prints what is typed as said when the server has it, rings when somebody mentions the person or talks to them alone, and ends at Ctrl-C', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#bell'));
    await ann.shows('#bell: 1 person: ann (owner)');
    ann.type('hello\r');
    await ann.shows(/\d\d:\d\d \[#bell\] <ann> hello/);
    const bob = await Party.open(server.port, 'bob2');
    for (const line of ['/join #bell', 'annual report', 'Ann: tea?', '/msg ann psst'])
      bob.send(line);
    await ann.shows('psst', ({ bells }) => bells === 2);
    ann.press('ctrl-c');
    expect(await ann.exited).to.equal(0);
  });

  it('ends with 1 when its input is over and there never was a server', async () => {
    const args = ['dist/server/parlance.js', 'chat', '--plain', '127.0.0.1:1'];
    const { status, stdout } = spawnSync(process.execPath, args, {
      cwd: repository,
      input: 'hello\n',
      encoding: 'utf8',
    });
    expect([status, stdout.split('\n')[0]]).to.deep.equal([
      1,
      '* Not connected: Nobody listens at 127.0.0.1:1. Is the server running there?',
    ]);
    const silent = spawnSync(process.execPath, args, { cwd: repository, input: '' });
    expect(silent.status).to.equal(1);
  });
});
