/** Backup, export and check read a store that a server was killed on, and change nothing of it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { backup } from '../../server/admin/backup.ts';
import { check } from '../../server/admin/check.ts';
import { exportLog } from '../../server/admin/export.ts';
import { databaseIn, walOf } from '../../server/store/sqlite/files.ts';
import { afterwards } from '../support/afterwards.ts';
import { newDirectory, newFolder } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { executable } from '../support/process.ts';
import { aConversation, copyOf } from './directories.ts';
import { type Ran, ran, serving } from './shell.ts';

/** Somebody who is not root, to whom rights mean something. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** What each file of a directory holds, but for the index of the write-ahead log, which is not kept on a disk. */
function contents(directory: string): Record<string, string> {
  const files = readdirSync(directory, { withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((file) => file.isFile() && !file.name.endsWith('-shm'))
      .map(({ name }) => [name, readFileSync(join(directory, name)).toString('base64')] as const)
      .filter(([, bytes]) => bytes !== ''),
  );
}

describe('backup, export and check', () => {
  let conversation: string;
  before(async () => {
    conversation = await aConversation();
  });

  it('see all that was acknowledged before a kill -9, and change nothing of it', async () => {
    const directory = newDirectory();
    const server = await serving(directory);
    const ana = await Party.open(server.port, 'ana');
    ana.send('/join #dev');
    for (let n = 1; n <= 20; n += 1) ana.send(`line ${n}`);
    await ana.barrier();
    server.child.kill('SIGKILL');
    await server.stop();
    const left = contents(directory);
    const file = join(newFolder(), 'backup.db');
    const [checked, exported, backedUp] = await Promise.all([
      ran(['check', '--data', directory]),
      ran(['export', '#dev', '--data', directory]),
      ran(['backup', file, '--data', directory]),
    ]);
    for (const each of [checked, exported, backedUp]) {
      expect(each).to.include({ code: 0, stderr: '' });
    }
    expect(checked.stdout).to.include('1 room, 20 events, 1 session.');
    expect(exported.stdout.trimEnd().split('\n')).to.have.length(20);
    expect(exported.stdout).to.include('<ana> line 20\n');
    expect(backedUp.stdout).to.include('1 room, 20 events,');
    expect(contents(directory)).to.deep.equal(left);
  });

  it('need no server, and leave the database as it was', async () => {
    const directory = conversation;
    const left = contents(directory);
    const file = join(newFolder(), 'backup.db');
    expect(await check(directory)).to.include({ isSound: true });
    await exportLog(directory, '#tea', 'text', new PassThrough());
    await backup(directory, file);
    expect(contents(directory)).to.deep.equal(left);
  });

  describe('in a directory that may only be read', () => {
    before(function () {
      // The directory of this repository may be closed to everybody else.
      if (isRoot && asNobody(['--version']).code !== 0) this.skip();
    });

    /** What `parlance` says to somebody who may not write the directory. */
    function asNobody(args: string[]): Ran {
      const { status, stdout, stderr } = spawnSync(process.execPath, [executable, ...args], {
        cwd: '/',
        encoding: 'utf8',
        ...(isRoot && { uid: NOBODY, gid: NOBODY }),
      });
      return { code: status, stdout, stderr };
    }

    function lock(directory: string): void {
      afterwards(() => chmodSync(directory, 0o700));
      const names = readdirSync(directory).map((name) => join(directory, name));
      for (const path of [dirname(directory), directory, ...names]) {
        if (isRoot) chownSync(path, NOBODY, NOBODY);
      }
      chmodSync(directory, 0o500);
    }

    it('read what a server left when it stopped', async () => {
      const directory = copyOf(conversation);
      for (const end of ['-wal', '-shm']) rmSync(databaseIn(directory) + end, { force: true });
      lock(directory);
      expect(asNobody(['check', '--data', directory])).to.include({ code: 0, stderr: '' });
      const file = join(dirname(directory), 'backup.db');
      expect(asNobody(['backup', file, '--data', directory])).to.include({ code: 0, stderr: '' });
    });

    it('read what a server left when it was killed, or say why they can’t', async () => {
      const directory = await killed();
      const copy = newDirectory();
      cpSync(directory, copy, { recursive: true });
      rmSync(`${databaseIn(copy)}-shm`);
      lock(directory);
      lock(copy);
      expect(asNobody(['export', '#dev', '--data', directory]).stdout).to.include('<ana> hello\n');
      const refused = asNobody(['export', '#dev', '--data', copy]);
      expect(refused.code).to.equal(1);
      expect(refused.stderr).to.match(
        /^parlance export: \S+-wal has what was written last, and who reads it needs the right to write /,
      );
    });

    it('say so when the database may not be read at all', async () => {
      const directory = copyOf(conversation);
      chmodSync(databaseIn(directory), 0);
      lock(directory);
      expect(asNobody(['check', '--data', directory]).stderr).to.match(
        /^parlance check: You may not read \S+parlance\.db: do this as the user/,
      );
    });
  });
});

/**
 * The directory of a server that was killed when it had acknowledged one message, and what was written last is in the write-ahead
 * log alone: a server that has just begun may have emptied that in between, and then another one is killed.
 */
async function killed(): Promise<string> {
  for (;;) {
    const directory = newDirectory();
    const server = await serving(directory);
    const ana = await Party.open(server.port, 'ana');
    ana.send('/join #dev');
    ana.send('hello');
    await ana.barrier();
    server.child.kill('SIGKILL');
    await server.stop();
    if (statSync(walOf(databaseIn(directory))).size > 0) return directory;
  }
}
