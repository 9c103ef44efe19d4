/** What `parlance chat` says to somebody who has called it wrongly. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { parlance, startServer } from '../support/process.ts';

describe('somebody who logs in', () => {
  /** What is said to a person whose configuration has this command, and what comes of it. */
  async function loggedIn(command: string, port: number): Promise<[string, number | null]> {
    const file = join(newFolder(), 'config.toml');
    const server = `server = "127.0.0.1:${port}"`;
    writeFileSync(file, `${server}\nlogin = "ann"\npassword-command = "${command}"`);
    const chat = parlance(['chat', '--plain', '--config', file]);
    chat.child.stdin?.end('/whoami\n');
    const code = await chat.exited;
    return [chat.stdout() + chat.stderr(), code];
  }

  it('does so with the password that a command of theirs writes', async () => {
    const server = await startServer();
    const ann = await Party.open(server.port, 'ann', 'json');
    await ann.ask({ cmd: 'register', password: 'correct-horse' });
    const [said, code] = await loggedIn('echo correct-horse', server.port);
    expect(said).to.include('* You are ann');
    expect(said).not.to.include('correct-horse');
    expect(code).to.equal(0);
    const [wrong] = await loggedIn('echo battery-staple', server.port);
    expect(wrong).to.include('! The nick or the password is wrong.');
    expect(wrong).to.include('* You are guest-');
  });

  it('is told when nothing writes it, and nobody can type it', async () => {
    expect(await loggedIn('exit 3', 1)).to.deep.equal([
      'parlance chat: password-command has failed: no password was written.\n',
      1,
    ]);
    const chat = parlance(['chat', '--login', 'ann']);
    chat.child.stdin?.end();
    expect(await chat.exited).to.equal(1);
    expect(chat.stderr()).to.include("The password of ann can't be typed here");
  });
});

describe('somebody who calls parlance chat wrongly', () => {
  let folder: string;
  before(() => {
    folder = newFolder();
    writeFileSync(join(folder, 'wrong.toml'), 'nick = "ann');
  });

  /** What is said, without the folder, to a person who gets exit code 2. */
  async function told(args: string[], env: Record<string, string> = {}): Promise<string[]> {
    const chat = parlance(['chat', ...args], { XDG_CONFIG_HOME: join(folder, 'none'), ...env });
    expect(await chat.exited).to.equal(2);
    const lines = chat.stderr().replaceAll(folder, '~').trimEnd().split('\n');
    return lines.map((line) => line.replace('parlance chat: ', ''));
  }

  it('hears in words what is wrong with the configuration file', async () => {
    expect(await told(['--config', folder])).to.deep.equal([
      '--config: ~ is a directory: name a file, such as ~/config.toml.',
    ]);
    expect(await told([], { PARLANCE_CONFIG: join(folder, 'none.toml') })).to.deep.equal([
      'PARLANCE_CONFIG: There is no file ~/none.toml.',
    ]);
    expect(await told(['--config', join(folder, 'wrong.toml')])).to.deep.equal([
      '~/wrong.toml: line 1: unclosed quote: a text begins with a quote and ends with one.',
      '  nick = "ann',
      '         ^',
    ]);
  });

  it('hears all at once where arguments and variables are wrong', async () => {
    const env = { PARLANCE_NICK: '9x', PARLANCE_JOIN: '#dev #a/b' };
    expect(await told(['chat.example', '99'], env)).to.deep.equal([
      'HOST:PORT: "chat.example 99" is no server: write chat.example:99.',
      'PARLANCE_NICK: "9x" can\'t be a nick: a nick may not start with a digit.',
      'PARLANCE_JOIN: "#a/b" can\'t be a room: a room\'s name may not hold a comma, colon, slash or =.',
    ]);
  });
});
