import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { Party } from '../support/party.ts';
import { type Server, startServer } from '../support/process.ts';
import { repository } from '../support/repository.ts';
import { clientOn, openTerminal } from './support/terminal.ts';

describe('the plain client in a terminal', () => {
  let server: Server;
  before(async () => {
    server = await startServer();
  });

  const plain = (...args: string[]) => clientOn(server.port, '--plain', ...args);

  it('says what is typed, and prints it as said when the server has it', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#plain'));
    await ann.shows('#plain: 1 person: ann (owner)');
    ann.type('hello\r');
    await ann.shows(/\d\d:\d\d \[#plain\] <ann> hello/);
    ann.type('/quit\r');
    expect(await ann.exited).to.equal(0);
  });

  it('never moves the cursor, nor colours anything', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#steady'));
    await ann.shows('#steady: 1 person');
    const bob = await Party.open(server.port, 'bob', 'json');
    bob.send('/join #steady');
    bob.send(JSON.stringify({ cmd: 'say', text: 'one\ntwo \u202e\u200b' }));
    await ann.shows('<bob> one\n    two');
    bob.destroy();
    await ann.shows('bob');
    expect(ann.written).to.not.include('\x1b');
  });

  it('puts what arrives above the line that is being typed, and the caret back into it', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#above'));
    await ann.shows('#above: 1 person');
    const bob = await Party.open(server.port, 'bob3', 'json');
    bob.send('/join #above');
    await ann.shows('bob3 joined');
    ann.type('half a line');
    await ann.shows('half a line');
    bob.send(JSON.stringify({ cmd: 'say', text: 'one\ntwo' }));
    await ann.shows(/<bob3> one\n {4}two\nhalf a line\n/);
    ann.press('left', 'left');
    bob.send(JSON.stringify({ cmd: 'say', text: 'three' }));
    await ann.shows(/two\n.*<bob3> three\nhalf a line\n/);
    ann.type('very ');
    await ann.shows('half a livery ne');
    ann.press('end');
    ann.type(' that goes on'.repeat(10));
    await ann.shows((each) => each.screen().trimEnd().split('that goes').length > 9);
    bob.send(JSON.stringify({ cmd: 'say', text: 'four' }));
    const whole = `half a livery ne${' that goes on'.repeat(10)}`;
    await ann.shows(/three\n.*<bob3> four\nhalf/, (each) =>
      each.screen().replaceAll('\n', '').endsWith(`<bob3> four${whole}`),
    );
    ann.type('\r');
    await bob.until(/"from":"ann".*"text":"half a livery ne( that goes on){10}"/);
  });

  it('writes what is being typed anew below what arrives where nothing can be moved', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#still'), undefined, {
      TERM: 'dumb',
    });
    await ann.shows('#still: 1 person');
    const bob = await Party.open(server.port, 'bob4', 'json');
    ann.type('half a li');
    await ann.shows('half a li');
    bob.send('/join #still');
    await ann.shows(/half a li\n\* bob4 joined #still\nhalf a li/);
    ann.type('ne\r');
    await bob.until(/"from":"ann".*"text":"half a line"/);
    expect(ann.written).to.not.include('\x1b');
  });

  it('is what a screen reader gets that says so as other Ink programs want it', async () => {
    const words = clientOn(server.port, '--join', 'aloud');
    const ann = openTerminal(words, undefined, { INK_SCREEN_READER: 'true' });
    await ann.shows('#aloud: 1 person');
    expect(ann.written).to.not.include('\x1b');
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

  it('is what a dumb terminal gets without asking', async () => {
    const ann = openTerminal(clientOn(server.port, '--join', 'dumb'), undefined, { TERM: 'dumb' });
    await ann.shows('#dumb: 1 person');
    expect(ann.written).to.not.include('\x1b');
  });

  it('rings when somebody mentions the person or talks to them alone', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#bell'));
    await ann.shows('#bell: 1 person');
    const bob = await Party.open(server.port, 'bob2');
    for (const line of ['/join #bell', 'annual report', 'Ann: tea?', '/msg ann psst'])
      bob.send(line);
    await ann.shows('psst', ({ bells }) => bells === 2);
  });

  it('says what a refused line was, and where it was wrong', async () => {
    const ann = openTerminal(plain('--join', '#refused'));
    await ann.shows('#refused: 1 person');
    ann.type('/jion #tea\r');
    await ann.shows('Did you mean /join', 'Not sent: /jion #tea');
    ann.type('/msg nobody hello\r');
    await ann.shows('There is nobody called nobody', 'Not done: /msg nobody hello');
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

  it('ends at Ctrl-C', async () => {
    const ann = openTerminal(plain('--join', '#end'));
    await ann.shows('#end: 1 person');
    ann.press('ctrl-c');
    expect(await ann.exited).to.equal(0);
  });
});
