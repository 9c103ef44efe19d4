/** What a system does to processes: it takes away what they print to, sends signals, and closes pipes. */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { executable, parlance, type Running, start, startServer } from '../support/process.ts';

/** Starts `parlance` by a line of a shell, for which `given` is `$2`. */
const inShell = (line: string, given = ''): Running =>
  start('bash', ['-c', `exec "$0" "$1" ${line}`, process.execPath, executable, given]);

describe('a server whose output goes nowhere', () => {
  let directory: string;
  beforeEach(() => {
    directory = newFolder();
  });

  /** Has something to tell its operator with every commit, and goes on. */
  async function goesOn(running: Running): Promise<void> {
    const [, port] = await running.until(/listening on \S+:(\d+)/);
    running.child.stdout?.destroy();
    running.child.stderr?.destroy();
    const ann = await Party.open(Number(port), 'ann', 'json');
    rmSync(join(directory, 'parlance.db-wal'));
    for (const tag of ['once', 'twice']) {
      ann.send(`/join@${tag} #dev`);
      expect(await ann.event('error')).to.include({ re: tag, code: 'store_unavailable' });
    }
    ann.send('/whoami');
    expect((await ann.event('whoami')).nick).to.equal('ann');
    running.child.kill('SIGTERM');
    expect((await ann.event('bye')).code).to.equal('shutdown');
    expect(await running.exited).to.equal(0);
  }

  it('goes on when nobody reads it any more', async () => {
    await goesOn(parlance(['serve', '--port', '0', '--data', directory]));
  });

  it('goes on when the disk under its log file is full', async () => {
    await goesOn(inShell('serve --port 0 --data "$2" 2>/dev/full', directory));
  });
});

describe('a command whose errors go nowhere', () => {
  const commands: [command: string, code: number][] = [
    ['send "#dev" hello --port 1', 1],
    ['chat --plain --nick "a b" </dev/null', 2],
    ['check --data /nowhere', 1],
    ['serve --prot 1', 2],
    ['config --sample >/dev/full', 1],
  ];
  const ended = (command: string, where: string): Promise<number | null> =>
    inShell(`${command} ${where}`).exited;

  for (const [command, code] of commands) {
    it(`ends as it would otherwise: ${command}`, async () => {
      expect(await ended(command, '2>/dev/full')).to.equal(code);
    });
  }

  for (const where of ['2>&-', '2> >(true)']) {
    it(`ends as it would otherwise with ${where}`, async () => {
      const [command, code] = commands[0]!;
      expect(await ended(command, where)).to.equal(code);
    });
  }

  it('says that its output could not be written, unless nobody wants it', async () => {
    const directory = newFolder();
    await startServer(['--data', directory]);
    const checked = async (where: string) => {
      const running = inShell(`check --data "$2" ${where}`, directory);
      return [await running.exited, running.stderr().trim()];
    };
    expect(await checked('>/dev/null')).to.deep.equal([0, '']);
    expect(await checked('> >(true)')).to.deep.equal([0, '']);
    const [code, told] = await checked('>/dev/full');
    expect(code).to.equal(1);
    expect(told).to.match(/^parlance check: The output can't be written: ENOSPC/);
  });
});

describe('a signal', () => {
  it('that is for others means nothing, and opens nothing; SIGHUP lets tail take leave, SIGQUIT ends a server with a goodbye', async () => {
    const server = await startServer();
    const ann = await Party.open(server.port, 'ann', 'json');
    for (const signal of ['SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGVTALRM', 'SIGPIPE'] as const) {
      server.child.kill(signal);
      ann.send('/whoami');
      expect((await ann.event('whoami')).nick, signal).to.equal('ann');
    }
    ann.send('/join #dev');
    await ann.rest();
    const where = ['--port', `${server.port}`, '--nick', 'zoe'];
    const tail = parlance(['tail', '#dev', '--since', '0', ...where]);
    ann.send('hello');
    await tail.until(/hello/);
    tail.child.kill('SIGUSR1');
    tail.child.kill('SIGHUP');
    expect(await tail.exited).to.equal(0);
    expect(tail.stderr()).to.equal('');
    ann.send('/whois zoe');
    await ann.until(/no_such_nick/);
    const exited = once(server.child, 'exit');
    server.child.kill('SIGQUIT');
    await ann.until(/"ev":"bye","code":"shutdown"/);
    expect((await exited)[0]).to.equal(0);
    expect(server.stderr()).to.equal('');
  });
});
