/** A database in trouble: what can't be written is said, what is there can be read, and all goes on when it can. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { restore } from '../../server/admin/restore.ts';
import { withSource } from '../../server/admin/source.ts';
import { databaseIn, lockIn, makeDirectory, prepare } from '../../server/store/sqlite/files.ts';
import type { Store, Turn } from '../../server/store/store.ts';
import { newDirectory } from '../support/folders.ts';
import { open, openThreads, refusal } from './directories.ts';
import { disk } from './disk.ts';
import { indexProblems } from './index-problems.ts';
import { dev, entry, message, part, search, seqs, session, tea, turn, upTo } from './records.ts';

/** Why it rejects; fails when it does not. */
async function reason(work: Promise<unknown>): Promise<string> {
  const outcome = await work.then(
    () => 'nothing',
    (error: unknown) => String(error),
  );
  expect(outcome).not.to.equal('nothing');
  return outcome;
}

/** Why nothing is kept of a turn; fails when something may be. */
async function whyNot(store: Store, added: Turn): Promise<string> {
  const outcome = await store.append(added);
  if (outcome.is !== 'nothing') throw new Error(`it is ${outcome.is}`);
  return outcome.why;
}

describe('a directory that can’t be made', () => {
  it('is told at once, also where the system says of what is there that it is missing', () => {
    expect(() => makeDirectory('/proc/parlance/data')).to.throw(/^ENOENT/);
    const file = join(newDirectory(), 'file');
    makeDirectory(join(file, '..'));
    writeFileSync(file, '');
    expect(() => makeDirectory(join(file, 'data'))).to.throw(/^ENOTDIR/);
  });
});

describe('a pipe in the place of a database', () => {
  it('is refused at once by whoever would open it: nobody waits for its other end', async () => {
    const directory = newDirectory();
    const file = databaseIn(directory);
    makeDirectory(directory);
    execFileSync('mkfifo', [file]);
    const told = /parlance\.db is no file, but a pipe, a socket or a device: move it away\./;
    expect(() => prepare(directory, file)).to.throw(told);
    expect(await reason(withSource(directory, () => {}))).to.match(told);
    expect(() => restore(file, newDirectory())).to.throw(/or a device: name a backup/);
  });
});

describe('a disk that is full', () => {
  afterEach(() => disk.clear());

  /** Appends until it can't; returns the end of what was acknowledged, and why no more was. */
  async function fill(store: Store, from = 0): Promise<{ end: number; why: string }> {
    for (let end = from; ; end += 20) {
      const outcome = await store.append(turn(entry(dev, end, end + 20)));
      if (outcome.is !== 'done') return { end, why: outcome.why };
    }
  }

  it('refuses turns in words, keeps what it acknowledged, and goes on when there is room again', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    await disk.fill(60);
    const { end, why } = await fill(store);
    expect(why)
      .to.match(/disk is full/)
      .and.to.contain(databaseIn(directory));
    expect(end).to.be.above(0);

    expect(await seqs(store)).to.deep.equal(upTo(end));
    expect(await store.search(search(`${end}`))).to.have.length(1);
    expect(await store.lastBefore(dev, Number.MAX_SAFE_INTEGER)).to.equal(end);
    expect(await whyNot(store, turn(entry(dev, end, end + 20)))).to.match(/disk is full/);

    disk.clear();
    expect((await store.append(turn(entry(dev, end, end + 20)))).is).to.equal('done');
    await store.close();
    expect(await seqs(await open(directory))).to.deep.equal(upTo(end + 20));
  });

  it('has its index in step in the end', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    await disk.fill(60);
    const { end } = await fill(store);
    expect(await reason(store.finishIndex())).to.match(/disk is full/);
    disk.clear();
    await store.append(turn(entry(dev, end, end + 20)));
    await store.finishIndex();
    await store.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
  });

  it('is told to the operator when it stops what nobody waits for', async () => {
    const told: string[] = [];
    const heard = new Promise<void>((resolve) => {
      const warn = (fact: string) => {
        told.push(fact);
        resolve();
      };
      const directory = newDirectory();
      openThreads(directory, { warn }).then(async (store) => {
        await store.append(turn(entry(dev, 0, 400)));
        await disk.fill();
      });
    });
    await heard;
    expect(told[0]).to.match(/disk is full/);
  });
});

describe('a database file that is gone', () => {
  it('refuses turns until it is put back; what is there can be read', async () => {
    const directory = newDirectory();
    const file = databaseIn(directory);
    const store = await open(directory);
    await store.append(turn(entry(dev, 0, 3)));
    renameSync(file, `${file}.away`);
    expect(await whyNot(store, turn(entry(dev, 3, 4))))
      .to.contain(file)
      .and.to.match(/deleted or replaced/);
    expect(await seqs(store)).to.deep.equal([1, 2, 3]);
    renameSync(`${file}.away`, file);
    expect(await seqs(store)).to.deep.equal([1, 2, 3]);
    expect((await store.append(turn(entry(dev, 3, 4)))).is).to.equal('done');
    await store.close();
    expect(await seqs(await open(directory))).to.deep.equal([1, 2, 3, 4]);
  });

  it('is not taken for another one that has its name', async () => {
    const directory = newDirectory();
    const file = databaseIn(directory);
    const store = await open(directory);
    await store.append(turn(entry(dev, 0, 3)));
    execFileSync('sh', ['-c', 'cp "$0" "$0.copy" && mv "$0.copy" "$0"', file]);
    expect(await whyNot(store, turn(entry(dev, 3, 4)))).to.match(/deleted or replaced/);
  });

  it('leaves nothing behind of a turn that was refused', async () => {
    const directory = newDirectory();
    const file = databaseIn(directory);
    const store = await open(directory);
    await store.append(turn(entry(dev, 0, 3)));
    renameSync(file, `${file}.away`);
    await whyNot(store, turn(entry(dev, 3, 4), entry(tea, 0, 2)));
    renameSync(`${file}.away`, file);
    await store.close();
    const again = await open(directory);
    expect(await seqs(again)).to.deep.equal([1, 2, 3]);
    expect((await again.recall()).logs.map((one) => one.log)).to.deep.equal([dev]);
  });
});

describe('a write-ahead log that is gone', () => {
  it('refuses turns, and nothing is lost when the server is restarted', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    await store.append(turn(entry(dev, 0, 3)));
    rmSync(`${databaseIn(directory)}-wal`);
    expect(await whyNot(store, turn(entry(dev, 3, 4))))
      .to.match(/Restart the server/)
      .and.to.contain(directory);
    expect(await seqs(store)).to.deep.equal([1, 2, 3]);
    await store.close();
    const again = await open(directory);
    expect(await seqs(again)).to.deep.equal([1, 2, 3]);
    expect((await again.append(turn(entry(dev, 3, 4)))).is).to.equal('done');
  });
});

describe('files that are damaged', () => {
  /** A directory whose store was closed when so many messages were in it. */
  async function closed(end: number): Promise<string> {
    const directory = newDirectory();
    const store = await open(directory);
    await store.append(turn(entry(dev, 0, end)));
    await store.finishIndex();
    await store.close();
    return directory;
  }

  /** Overwrites pages of the database with zeros, from the one of that number on; all pages behind it but the last. */
  function zero(file: string, first: number): void {
    const pages = statSync(file).size / 4096;
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, Buffer.alloc((pages - first) * 4096), 0, undefined, first * 4096);
    closeSync(descriptor);
  }

  it('are told of when a write-ahead log is cut under the server, and nothing is acknowledged into them', async () => {
    const directory = newDirectory();
    const told: string[] = [];
    const store = await openThreads(directory, { warn: (fact) => told.push(fact) });
    await store.append(turn(entry(dev, 0, 400)));
    const wal = `${databaseIn(directory)}-wal`;
    let end = 399;
    // Of a log that has been brought into the database meanwhile nothing is missed: then it is cut again.
    for (let is = 'done'; is === 'done'; ) {
      end += 1;
      truncateSync(wal, Math.floor(statSync(wal).size / 2));
      ({ is } = await store.append(turn(entry(dev, end, end + 1))));
    }
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await whyNot(store, turn(entry(dev, end, end + 1)))).to.match(/-wal was cut/);
      await store.read(dev, part()).catch(() => {});
    }
    await reason(store.finishIndex());
  });

  it('are told of when the database is cut under the server', async () => {
    const directory = await closed(400);
    const store = await open(directory);
    await store.append(turn(entry(dev, 400, 401)));
    truncateSync(databaseIn(directory), 4096);
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await whyNot(store, turn(entry(dev, 401, 402)))).to.match(/was cut/);
    }
  });

  it('are found at the start', async () => {
    const directory = await closed(400);
    zero(databaseIn(directory), 12);
    const told = await refusal(directory);
    expect(told).to.match(/parlance\.db is damaged \(.*\): nothing is written to it/);
    expect(told).to.contain('parlance check').and.to.contain('backup');
  });

  it('are written again only when all of them are sound', async () => {
    const directory = await closed(4000);
    const store = await open(directory);
    zero(databaseIn(directory), 12);
    let refused: string | undefined;
    for (let end = 4000; refused === undefined && end < 4100; end += 1) {
      const answer = await store.append(turn(entry(dev, end, end + 1)));
      await store.finishIndex().catch(() => {});
      if (answer.is !== 'done') refused = answer.why;
    }
    expect(refused).to.match(/is damaged/);
    for (let tries = 0; tries < 3; tries += 1) {
      const empty = { ...turn(), sessions: [session('desk')] };
      expect(await whyNot(store, empty)).to.match(/is damaged/);
    }
  });

  it('are not taken for a new store: an empty database, or none', async () => {
    const directory = await closed(3);
    const file = databaseIn(directory);
    renameSync(file, `${file}.away`);
    expect(await refusal(directory)).to.match(/parlance\.db is gone, though there was a store/);
    writeFileSync(file, '');
    expect(await refusal(directory)).to.match(/parlance\.db is empty, though there was a store/);
    renameSync(`${file}.away`, file);
    const again = await open(directory);
    expect(await seqs(again)).to.deep.equal([1, 2, 3]);
    await again.close();
    for (const each of [file, join(directory, 'parlance.store')]) rmSync(each);
    expect((await (await open(directory)).recall()).logs).to.deep.equal([]);
  });
});

describe('a disk that is slow', () => {
  it('lets nobody wait who only reads', async () => {
    const directory = newDirectory();
    const before = await open(directory);
    await before.append(turn(entry(dev, 0, 3)));
    await before.close();
    const store = await openThreads(directory);
    await disk.hold();
    const order: string[] = [];
    const slow = store.append(turn(entry(dev, 3, 4))).then(() => order.push('kept'));
    const read = seqs(store).then((found) => order.push(`read ${found.length}`));
    const found = store.search(search('2')).then((some) => order.push(`found ${some.length}`));
    const turned = new Promise((resolve) => setImmediate(resolve)).then(() => order.push('turned'));
    await Promise.all([read, found, turned]);
    expect(order).to.have.members(['turned', 'read 3', 'found 1']);
    disk.release();
    await slow;
    expect(order.at(-1)).to.equal('kept');
  });

  it('is waited for by who closes the store: what was appended is kept', async () => {
    const directory = newDirectory();
    const store = await openThreads(directory);
    await disk.hold();
    const appended = [0, 1, 2].map((end) => store.append(turn(entry(dev, end, end + 1))));
    const closed = store.close();
    disk.release();
    await closed;
    expect((await Promise.all(appended)).map(({ is }) => is)).to.deep.equal([
      'done',
      'done',
      'done',
    ]);
    expect(await seqs(await open(directory))).to.deep.equal([1, 2, 3]);
  });
});

describe('a store whose lock was deleted', () => {
  it('writes nothing more: another server may be there', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    expect((await store.append(turn(entry(dev, 0, 1)))).is).to.equal('done');
    rmSync(lockIn(directory));
    expect(await whyNot(store, turn(entry(dev, 1, 2)))).to.match(/parlance\.lock was deleted/);
    expect(await seqs(store)).to.deep.equal([1]);
  });
});

describe('a store that is closed', () => {
  it('refuses, and does not hang', async () => {
    const store = await openThreads(newDirectory());
    await store.close();
    await whyNot(store, turn(entry(dev, 0, 1)));
    await reason(store.read(dev, part()));
    await reason(store.search(search('x')));
    await store.close();
  });

  it('is closed, though a log was forgotten just before', async () => {
    const store = await open(newDirectory());
    await store.append({ ...turn(entry(dev, 0, 1)), forgotten: [dev] });
    await store.close();
  });

  it('does not take a name with a line break in it for two names', async () => {
    const store = await open(newDirectory());
    const records = [{ ...message(dev, 1), author: 'two\nlines' }];
    expect(await whyNot(store, turn({ log: dev, after: 0, records }))).to.match(/line break/);
    expect((await store.append(turn(entry(dev, 0, 1)))).is).to.equal('done');
  });
});
