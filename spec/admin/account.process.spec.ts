/** Accounts from the shell, while the server runs and while it does not. */
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { done, listed, shown } from '../../server/admin/account.ts';
import type { Attend } from '../../server/admin/asking.ts';
import { backup } from '../../server/admin/backup.ts';
import { open } from '../store/directories.ts';
import { newDirectory } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import type { Server } from '../support/process.ts';
import { openServer } from '../support/server.ts';
import { type Ran, ran, serving } from './shell.ts';

const PASSWORD = 'correct-horse-battery';

/** Runs `parlance account …` with something on its standard input. Whatever shows no process is asked for in this one. */
const account = (directory: string, args: string[], input = ''): Promise<Ran> =>
  ran(['account', ...args], { PARLANCE_DATA: directory }, input);

/** The files of a server that have this in clear. */
const filesWith = (directory: string, secret: string): string[] =>
  readdirSync(directory).filter(
    (file) => !file.endsWith('.sock') && readFileSync(join(directory, file)).includes(secret),
  );

/** Does it on the store itself, where a server runs: it is the server that has to be asked. */
const nobody: Attend = () => Promise.reject(new Error('nobody has asked the server'));

/** Why it came to nothing. */
const sentenceOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => '',
    ({ message }: Error) => message,
  );

const party = (server: Server, name: string): Promise<Party> =>
  Party.open(server.port, name, 'json');

describe('accounts of a server that runs', () => {
  let directory: string;
  let server: Server;
  before(async () => {
    directory = newDirectory();
    server = await serving(directory);
  });

  it('are made, changed, listed and deleted while people talk, and their passwords are in no file', async () => {
    const bob = await party(server, 'bob');
    expect(await account(directory, ['add', 'ann'], `${PASSWORD}\n`)).to.deep.equal({
      ...{ code: 0, stderr: '' },
      stdout: 'ann is an account now. To be it: /login ann PASSWORD\n',
    });
    const taken = await account(directory, ['add', 'bob'], PASSWORD);
    expect(taken).to.include({ code: 1, stdout: '' });
    expect(taken.stderr).to.match(/^parlance account: bob is in use/);
    expect(await account(directory, ['role', 'ann', 'operator'])).to.include({ code: 0 });
    bob.send(`/login@l ann ${PASSWORD}`);
    await bob.event('nick');
    expect(await bob.event('ok')).to.include({ re: 'l', nick: 'ann' });
    const { stdout } = await account(directory, ['list']);
    expect(stdout).to.match(/^ann, since \d{4}-\d\d-\d\d, on 1 device, operator\n$/);
    expect(await account(directory, ['password', 'ann'], 'another-password\n')).to.include({
      code: 0,
    });
    bob.send(`/password@p ${PASSWORD} does-not-matter`);
    expect(await bob.event('error')).to.include({ re: 'p', code: 'wrong_password' });
    expect(await account(directory, ['delete', 'ann'])).to.include({ code: 0 });
    expect(await bob.event('bye')).to.include({ message: 'This account is deleted.' });
    expect(filesWith(directory, PASSWORD)).to.deep.equal([]);
    const cleo = await party(server, 'cleo');
    cleo.send('/nick@n ann');
    await cleo.event('nick');
    expect(await cleo.event('ok')).to.include({ re: 'n', nick: 'ann' });
  });

  it('are a matter of whoever the server runs as: nobody else can use the socket', async () => {
    expect(statSync(join(directory, 'parlance.sock')).mode & 0o777).to.equal(0o600);
  });

  it('are asked for in lines that the server understands; any other ends the connection', async () => {
    for (const line of ['hello\n', '{"ask":"add","nick":"9"}\n', `${'x'.repeat(9000)}`]) {
      const socket = connect(join(directory, 'parlance.sock'));
      socket.on('error', () => {});
      socket.write(line);
      await once(socket, 'close');
      expect(socket.bytesRead).to.equal(0);
    }
  });

  it('are refused in words when something is missing', async () => {
    const nowhere = await account(newDirectory(), ['list']);
    expect(nowhere).to.include({ code: 1, stdout: '' });
    expect(nowhere.stderr).to.match(/^parlance account list: There is no database in /);
    const short = await account(directory, ['add', 'eve'], 'short\n');
    expect(short).to.include({ code: 1 });
    expect(short.stderr)
      .to.match(/A password has 8 to 256 bytes/)
      .and.not.include('short\n');
    const role = done(directory, nobody, { ask: 'role', nick: 'eve', role: 'operator' });
    expect(await sentenceOf(role)).to.equal('There is no account called eve.');
  });

  it('are not even asked for with arguments that are wrong', async () => {
    for (const [wrong, why] of [
      [['add', '9lives'], /'9lives' is invalid.*A nick/],
      [['add', 'dora', PASSWORD], /too many arguments/],
      [['invite', '--uses', '0'], /'0' is invalid.*from 1 to/],
      [['invite', '--for', '99999w'], /'99999w' is invalid.*of a year at most/],
    ] as const) {
      const refused = await account(directory, [...wrong]);
      expect(refused, wrong.join(' ')).to.include({ code: 2, stdout: '' });
      expect(refused.stderr).to.match(why);
    }
  });
});

describe('accounts from the shell', () => {
  it('are the same ones while no server runs, also after one was killed, and can be made by others with a code that is in no file', async () => {
    const directory = newDirectory();
    const first = await serving(directory, '--registration', 'code');
    const { code, stdout, stderr } = await account(directory, ['invite', '--for', '2d']);
    expect(code).to.equal(0);
    expect(stdout).to.match(/^[\w-]{12}\n$/);
    expect(stderr).to.match(
      /^Until \d{4}-\d\d-\d\d \d\d:\d\d UTC, once: \/register PASSWORD invite=CODE\n$/,
    );
    first.child.kill('SIGKILL');
    await first.stop();
    expect(readdirSync(directory)).to.include('parlance.sock');
    expect(await account(directory, ['add', 'ann'], PASSWORD)).to.include({ code: 0, stderr: '' });
    const again = await serving(directory, '--registration', 'code');
    expect(filesWith(directory, stdout.trim())).to.deep.equal([]);
    const bob = await party(again, 'bob');
    bob.send(`/login@l ann ${PASSWORD}`);
    await bob.event('nick');
    expect(await bob.event('ok')).to.include({ re: 'l', nick: 'ann' });
    expect((await listed(directory, nobody)).map(shown).join()).to.match(
      /^ann, since .*, on 1 device$/,
    );
    const cleo = await party(again, 'cleo');
    cleo.send(`/register@r ${PASSWORD} invite=${stdout}`);
    expect(await cleo.event('ok')).to.include({ re: 'r', nick: 'cleo' });
    const dora = await party(again, 'dora');
    dora.send(`/register@r ${PASSWORD} invite=${stdout}`);
    expect(await dora.event('error')).to.include({ re: 'r', code: 'code_needed' });
  });

  it('come back from a backup, and are none of its secrets in clear', async () => {
    const directory = newDirectory();
    const server = await openServer({}, await open(directory));
    await server.clerk({ ask: 'add', nick: 'ann', password: PASSWORD });
    const bob = await server.party('bob', 'json');
    bob.send('/join #dev');
    await bob.barrier();
    const copy = newDirectory();
    mkdirSync(copy, { mode: 0o700 });
    await backup(directory, join(copy, 'parlance.db'));
    const restored = await openServer({}, await open(copy));
    const cleo = await restored.party('cleo', 'json');
    cleo.send(`/login@l ann ${PASSWORD}`);
    await cleo.event('nick');
    expect(await cleo.event('ok')).to.include({ re: 'l', nick: 'ann' });
    cleo.send('/nick bob');
    expect(await cleo.event('nick')).to.include({ to: 'bob' });
  });

  it('are not asked for where somebody else listens in the place of the server', async () => {
    const directory = newDirectory();
    mkdirSync(directory);
    const other = createServer((socket) => socket.destroy());
    other.listen(join(directory, 'parlance.sock'));
    await once(other, 'listening');
    const asked = await sentenceOf(listed(directory, nobody));
    other.close();
    expect(asked).to.include('ended before it had answered');
  });
});
