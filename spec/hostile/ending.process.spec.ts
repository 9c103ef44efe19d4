/** How a server process starts and ends: its last words to everybody, its exit codes, and what it says of mistakes. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { lastingPort } from '../support/ports.ts';
import {
  executable,
  parlance,
  type Running,
  type Server,
  startServer,
} from '../support/process.ts';

const SYSTEM_NODE = '/usr/bin/node';

const begin = (...args: string[]): Promise<Server> =>
  startServer(['--memory', '--no-limits', ...args]);

describe('a server that is asked to end', () => {
  it('on SIGTERM delivers what was said, says goodbye in both dialects, waits for nobody who says nothing, and exits with 0', async () => {
    const server = await begin();
    await Promise.all(Array.from({ length: 10 }, () => Party.connect(server.port)));
    const ann = await Party.open(server.port, 'ann');
    const bob = await Party.open(server.port, 'bob', 'json');
    for (const each of [ann, bob]) each.send('/join #dev');
    for (const each of [bob, ann]) await each.rest();
    ann.send('last words');
    await ann.barrier();
    const exited = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    expect((await bob.event('message')).text).to.equal('last words');
    expect(await bob.event('bye')).to.include({ code: 'shutdown' });
    await bob.closed();
    expect(await ann.next()).to.equal('[#dev] <ann> last words');
    expect(await ann.next()).to.match(/^\* Bye: .*shutting down/);
    await ann.closed();
    expect((await exited)[0]).to.equal(0);
  });

  it('killed with kill -9 starts again on the same port at once, and at SIGINT does not wait for who does not read', async () => {
    const port = await lastingPort();
    const killed = await begin('--port', `${port}`);
    const ann = await Party.open(port, 'ann');
    killed.child.kill('SIGKILL');
    expect(await killed.stop()).to.equal(null);
    await ann.closed();
    const again = await begin('--port', `${port}`);
    const sleeper = await Party.open(port, 'sleeper', 'json');
    await sleeper.ask({ cmd: 'join', rooms: ['#dev'] });
    sleeper.stall();
    const bob = await Party.open(port, 'ann');
    bob.send('/join #dev');
    for (let left = 4000; left > 0; left -= 1) bob.send(`/msg #dev ${'x'.repeat(4000)}`);
    await bob.barrier();
    const exited = once(again.child, 'exit');
    again.child.kill('SIGINT');
    expect((await exited)[0]).to.equal(0);
  });
});

describe('a server that cannot start', () => {
  async function ended(running: Running): Promise<{ code: number | null; told: string[] }> {
    const code = await running.exited;
    expect(running.stdout()).to.equal('');
    return { code, told: running.stderr().trimEnd().split('\n') };
  }

  it('says in one line that its port is in use, or that another one is running in its directory, and exits with 1', async () => {
    const directory = newFolder();
    const { port } = await startServer(['--data', directory]);
    for (const [options, problem] of [
      [['--memory', '--port', `${port}`], `127.0.0.1:${port}: .* in use`],
      [['--data', directory, '--port', '0'], `running.*${directory}|${directory}.*running`],
    ] as const) {
      const { code, told } = await ended(parlance(['serve', ...options]));
      expect(code).to.equal(1);
      expect(told).to.have.length(1);
      expect(told[0]).to.match(new RegExp(problem));
    }
  });

  it('tells all mistakes in its options and its environment at once, and exits with 2', async () => {
    const options = ['--port', 'high', '--grace=-1', '--name', 'two words', '--memory'];
    const environment = { PARLANCE_RATE: 'fast', PARLANCE_DATA: 'x' };
    const { code, told } = await ended(parlance(['serve', ...options], environment));
    expect(code).to.equal(2);
    expect(told.map((line) => /--[a-z-]+/.exec(line)?.[0])).to.have.members([
      ...['--port', '--rate', '--grace', '--name', '--data'],
    ]);
    expect(told.join()).to.contain('fast');
  });

  it('says in one line that its directory is none, or holds something else, and exits with 1', async () => {
    const directory = newFolder();
    const file = join(directory, 'parlance.db');
    writeFileSync(file, 'This is a letter to my aunt, and not a database at all. '.repeat(100));
    for (const [data, problem] of [
      [file, /parlance\.db can't be made: what should be its directory is a file/],
      [directory, /parlance\.db is not a database of Parlance/],
    ] as const) {
      const { code, told } = await ended(parlance(['serve', '--port', '0', '--data', data]));
      expect(code, data).to.equal(1);
      expect(told, data).to.have.length(1);
      expect(told[0]).to.match(problem);
    }
    expect(readFileSync(file, 'utf8')).to.contain('my aunt');
  });

  it('takes what the environment says as it is, save that a flag may be denied and anything left empty', async () => {
    const running = parlance(['serve'], {
      PARLANCE_PORT: '0',
      PARLANCE_NAME: 'no',
      PARLANCE_MEMORY: 'yes',
      PARLANCE_RECORD_TEXTS: 'off',
      PARLANCE_RETENTION: '',
    });
    try {
      const [, port] = await running.until(/listening on \S+:(\d+)/);
      expect(port).not.to.equal('7667');
      const ann = await Party.connect(Number(port), 'ann');
      await ann.greet('json');
      expect(ann.events[0]).to.include({ ev: 'welcome', server: 'no' });
      ann.destroy();
    } finally {
      await running.stop();
    }
  });

  it('refuses an option that it does not know, and exits with 2', async () => {
    const { code, told } = await ended(parlance(['serve', '--memroy']));
    expect(code).to.equal(2);
    expect(told.join()).to.contain('--memroy').and.to.contain('--memory');
  });

  it('says in one line which Node it needs, and exits with 2, under an old one', function () {
    if (!isOld(SYSTEM_NODE)) this.skip();
    const { status, stderr, stdout } = spawnSync(SYSTEM_NODE, [executable, '--version']);
    expect(status).to.equal(2);
    expect(`${stdout}`).to.equal('');
    expect(`${stderr}`).to.match(/^parlance needs Node 24\.20 or newer; this is \d+\.[^\n]*\n$/);
  });
});

function isOld(node: string): boolean {
  if (!existsSync(node)) return false;
  return Number.parseInt(`${spawnSync(node, ['--version']).stdout}`.slice(1), 10) < 24;
}
