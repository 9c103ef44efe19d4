/** An operator who lets backups be made by the clock, puts one back, and is told that the disk fills. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { backup } from '../../server/admin/backup.ts';
import { check } from '../../server/admin/check.ts';
import { publish } from '../../server/admin/publish.ts';
import { backUpRegularly } from '../../server/admin/regular-backups.ts';
import { restore } from '../../server/admin/restore.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { diskWatch } from '../../server/watch/disk.ts';
import { newDirectory, newFolder } from '../support/folders.ts';
import { HandClock } from '../support/hand-clock.ts';
import { looked } from '../support/server.ts';
import { aConversation } from './directories.ts';

const HOUR_MS = 3_600_000;

describe('backups by the clock', () => {
  const noon = 'parlance-2026-11-22T12-01-00Z.db';
  let clock: HandClock;
  let directory: string;
  const warnings: string[] = [];
  beforeEach(() => {
    clock = new HandClock();
    directory = join(newFolder(), 'backups');
    warnings.length = 0;
  });

  /** Empty files are good enough for a clock. */
  function begin(keep = 2, make = async (file: string) => writeFileSync(file, '')): void {
    const plan = { directory, every: HOUR_MS, keep };
    const warn = (fact: string, why: unknown) => warnings.push(`${fact}: ${why}`);
    backUpRegularly(plan, clock, { make, warn });
  }

  async function pass(milliseconds: number): Promise<string[]> {
    clock.pass(milliseconds);
    await looked();
    return readdirSync(directory);
  }

  it('are made at once, then every so often, and the oldest of them go; what else is there stays', async () => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'mine.db'), '');
    begin();
    expect(await pass(0)).to.deep.equal(['mine.db', noon]);
    expect(await pass(HOUR_MS - 1)).to.deep.equal(['mine.db', noon]);
    await pass(1);
    expect(await pass(HOUR_MS)).to.deep.equal([
      'mine.db',
      'parlance-2026-11-22T13-01-00Z.db',
      'parlance-2026-11-22T14-01-00Z.db',
    ]);
  });

  it('are not put off by a restart', async () => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'parlance-2026-11-22T11-31-00Z.db'), '');
    begin();
    expect(await pass(HOUR_MS / 2 - 1)).to.have.length(1);
    expect(await pass(1)).to.have.length(2);
  });

  it('are tried again after a while, of which the operator is told, and nothing is removed', async () => {
    let isFull = true;
    begin(1, async (file) => {
      if (isFull) throw new Error('The disk is full.');
      writeFileSync(file, '');
    });
    expect(await pass(0)).to.deep.equal([]);
    expect(warnings).to.deep.equal([`no backup was made in ${directory}: The disk is full.`]);
    isFull = false;
    expect(await pass(600_000)).to.have.length(1);
  });
});

describe('a backup that was killed', () => {
  it('leaves nothing once another one is made, which touches nothing of one that runs', async () => {
    const place = newFolder();
    // No process has the highest number that there may be.
    const [dead, alive] = [2 ** 22, process.pid].map((pid) => `a.db.${pid}-0123abcd.partial`);
    for (const each of [dead!, alive!]) mkdirSync(join(place, each));
    await backup(await aConversation(), join(place, 'tea.db'));
    expect(readdirSync(place)).to.have.members([alive, 'tea.db']);
  });
});

describe('what is finished', () => {
  it("gets its name also where there are no links, and takes nobody else's", () => {
    const place = newFolder();
    const [partial, target] = [join(place, 'partial'), join(place, 'target')];
    // A folder can't have a second link anywhere.
    mkdirSync(partial);
    expect(publish(partial, target)).to.equal(true);
    mkdirSync(partial);
    expect(publish(partial, target)).to.equal(false);
    expect(readdirSync(place)).to.have.members(['partial', 'target']);
  });
});

describe('restore', () => {
  let file: string;
  let living: string;
  before(async () => {
    living = await aConversation();
    file = join(newFolder(), 'tea.db');
    await backup(living, file);
  });

  it('puts a backup back, for the server alone', async () => {
    const directory = newDirectory();
    expect(restore(file, directory)).to.include('1 room, 1 private log, 12 events');
    expect((await check(directory)).isSound).to.equal(true);
    expect(statSync(databaseIn(directory)).mode & 0o777).to.equal(0o600);
    expect(() => restore(file, directory)).to.throw(/is there, and a restore overwrites nothing/);
  });

  it('overwrites nothing, not even what a database has left', () => {
    expect(() => restore(file, living)).to.throw(/overwrites nothing/);
    const left = newFolder();
    writeFileSync(`${databaseIn(left)}-wal`, 'x');
    expect(() => restore(file, left)).to.throw(/overwrites nothing/);
  });

  it('refuses what is no backup', () => {
    const wrong = join(newFolder(), 'wrong.db');
    expect(() => restore(wrong, newDirectory())).to.throw(/There is no file/);
    expect(() => restore(newFolder(), newDirectory())).to.throw(/a directory: name a backup/);
    copyFileSync(file, wrong);
    truncateSync(wrong, 30_000);
    expect(() => restore(wrong, newDirectory())).to.throw(/is not whole .*: take another backup/);
    writeFileSync(wrong, 'once upon a time');
    expect(() => restore(wrong, newDirectory())).to.throw(/wrong.db/);
    copyFileSync(file, wrong);
    writeFileSync(`${wrong}-wal`, 'x');
    expect(() => restore(wrong, newDirectory())).to.throw(/not a backup/);
  });
});

describe('a disk that fills', () => {
  const GB = 1024 ** 3;
  it('is told once, again when half of that is left, and once when there is room', () => {
    const watch = diskWatch('data');
    const told = [50, 4, 3, 1.9, 1, 0.9, 50, 50].map(
      (free) => watch({ free: free * GB, size: 100 * GB }) !== undefined,
    );
    expect(told).to.deep.equal([false, true, false, true, false, true, true, false]);
    expect(watch({ free: GB, size: 100 * GB })).to.match(/nearly full: 1024 MB are left/);
    expect(diskWatch('data')({ free: 0.3 * GB, size: 4 * GB })).to.equal(undefined);
    expect(diskWatch('data')({ free: 0.2 * GB, size: 1 * GB })).to.match(/nearly full/);
  });
});
