/** Stores in processes of their own: a second one in a data directory, one that is killed, and one whose disk fails. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { CONFLICT } from '../../server/store/store.ts';
import { newDirectory } from '../support/folders.ts';
import { start } from '../support/process.ts';
import { repository } from '../support/repository.ts';
import { open, refusal } from './directories.ts';
import { indexProblems } from './index-problems.ts';
import { dev, entry, seqs, turn, upTo } from './records.ts';

describe('a second server in a data directory', () => {
  const holder = (directory: string, ...words: string[]) =>
    start(process.execPath, [join(repository, 'spec/store/holder.ts'), directory, ...words]);

  it('is told that another one is running there', async () => {
    const directory = newDirectory();
    await open(directory);
    const said = await refusal(directory);
    expect(said)
      .to.contain(directory)
      .and.to.match(/another parlance server is running/i);
  });

  it('is refused as long as the first one lives, and not when that was killed', async () => {
    const directory = newDirectory();
    const first = holder(directory);
    await first.until(/open/);
    expect(await refusal(directory)).to.match(/another parlance server/i);
    first.child.kill('SIGKILL');
    await first.exited;
    await open(directory);
  });

  it('does not disturb the first one', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    await store.append(turn(entry(dev, 0, 2)));
    await refusal(directory);
    expect((await store.append(turn(entry(dev, 2, 3)))).is).to.equal('done');
    expect(await seqs(store)).to.deep.equal([1, 2, 3]);
  });

  it('finds all that was acknowledged by one that was killed while it wrote', async () => {
    const directory = newDirectory();
    const first = holder(directory, 'write');
    await first.until(/kept 90\b/);
    first.child.kill('SIGKILL');
    await first.exited;
    const kept = Math.max(
      ...[...first.stdout().matchAll(/kept (\d+)\n/g)].map(([, n]) => Number(n)),
    );
    const store = await open(directory);
    const found = await seqs(store);
    expect(found.length).to.be.at.least(kept);
    expect(found).to.deep.equal(found.map((_, n) => n + 1));
    await store.finishIndex();
    await store.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
  });

  it('says nothing on standard error that nobody has asked for', async () => {
    const server = holder(newDirectory());
    await server.until(/open/);
    expect(await server.stop()).to.equal(0);
    expect(server.stderr()).to.equal('');
  });
});

describe('a disk that fails', () => {
  it('refuses turns as long as it does, and has all that was acknowledged', async function () {
    const directory = newDirectory();
    // Files may not grow beyond 200 kB: the system lets each write beyond that fail, until the limit is taken away.
    const limited = `trap '' XFSZ; ulimit -S -f 400; exec "$0" spec/store/holder.ts "$1" write`;
    const server = start('sh', ['-c', limited, process.execPath, directory]);
    const { pid = 0 } = server.child;
    expect((await server.until(/refused: (.*)/))[1])
      .to.match(/disk failed/)
      .and.to.contain(databaseIn(directory));
    const lift = spawnSync('prlimit', ['--pid', String(pid), '--fsize=unlimited:']);
    if (lift.status !== 0) {
      await server.stop();
      return this.skip();
    }
    // More than the limit had room for.
    await server.until(/kept 3000\n/);
    expect(await server.stop()).to.equal(0);
    const kept = [...server.stdout().matchAll(/kept (\d+)\n/g)].at(-1)?.[1];
    const store = await open(directory);
    expect(await seqs(store)).to.deep.equal(upTo(Number(kept)));
    await store.finishIndex();
    await store.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
  });
});

/** Runs a program of which some calls to the system fail; it needs `strace`, and leave to look into other processes. */
const strace = ['-D', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync'];
const canFail = spawnSync('strace', [...strace, 'true']).status === 0;

describe('a disk that does not take what a commit gives it', () => {
  it(`leaves the store to find out what it has, and nothing is lost or doubled${canFail ? '' : ': not here, for want of strace'}`, async function () {
    if (!canFail) return this.skip();
    const directory = newDirectory();
    // From the fortieth on every eleventh call that waits for the disk fails: some are commits, some the questions after them.
    const failing = [...strace, '-e', 'inject=fsync,fdatasync:error=EIO:when=40+11'];
    const holder = [process.execPath, 'spec/store/holder.ts', directory, 'write', 'full'];
    const server = start('strace', [...failing, ...holder]);
    await server.until(/(?:unknown: The disk failed[\s\S]*){5}kept \d+\n|from elsewhere/);
    expect(await server.stop()).to.equal(0);
    const said = server.stdout();
    expect(said).not.to.contain(CONFLICT);
    const acknowledged = [...said.matchAll(/kept (\d+)\n/g)].map(([, end]) => Number(end));
    expect(acknowledged).to.deep.equal(upTo(acknowledged.length).map((n) => 3 * n));
    const store = await open(directory);
    expect(await seqs(store)).to.deep.equal(upTo(acknowledged.at(-1) ?? 0));
    await store.finishIndex();
    await store.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
  });
});
