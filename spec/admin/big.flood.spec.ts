import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { check } from '../../server/admin/check.ts';
import { openForWriting, transaction } from '../../server/store/sqlite/database.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { migrate } from '../../server/store/sqlite/schema.ts';
import { newDirectory, newFolder } from '../support/folders.ts';
import { executable, parlance, start } from '../support/process.ts';
import { ran } from './shell.ts';

const EVENTS = 24_000;
/** What a program may take that has no more than a page at once; the room takes more than twice as much. */
const MEGABYTES = 28;
/** What is kept is what is in use: with marking in steps it would be what the speed of the machine leaves, too. */
const frugal = [`--max-old-space-size=${MEGABYTES}`, '--no-incremental-marking'];

/** A room of long messages. Nothing of it is indexed yet. */
function aBigRoom(): string {
  const directory = newDirectory();
  mkdirSync(directory);
  const db = openForWriting(databaseIn(directory), 'relaxed');
  migrate(db, '0.0.0');
  const text = 'much '.repeat(500);
  transaction(db, () => {
    db.exec(`INSERT INTO logs (id, key, about) VALUES (1, '#big', '{"name":"#big"}')`);
    const put = db.prepare(
      "INSERT INTO events VALUES (?1, 1, ?1, 'guest:1', NULL, NULL, ?2, NULL, NULL)",
    );
    const at = '2026-11-22T12:00:00.000Z';
    for (let seq = 1; seq <= EVENTS; seq += 1) {
      const event = { ev: 'message', room: '#big', seq, at, from: 'ann', kind: 'say', text };
      put.run(seq, JSON.stringify(event));
    }
  });
  db.close();
  return directory;
}

describe('a big database', () => {
  let directory: string;
  before(() => {
    directory = aBigRoom();
    expect(statSync(databaseIn(directory)).size).to.be.above(2 * MEGABYTES * 1024 * 1024);
  });

  it('is exported with little memory', async () => {
    const exporting = [executable, 'export', '#big', '--data', directory];
    const exporter = start(process.execPath, [...frugal, ...exporting]);
    let lines = 0;
    exporter.child.stdout?.removeAllListeners('data');
    exporter.child.stdout?.on('data', (text: string) => {
      lines += text.split('\n').length - 1;
    });
    expect(await exporter.exited, exporter.stderr()).to.equal(0);
    expect(lines).to.equal(EVENTS);
  });

  it('is exported as far as somebody wants to read it', async () => {
    const process = parlance(['export', '#big', '--data', directory, '--format', 'json']);
    await process.until(/"seq":1,/);
    process.child.stdout?.destroy();
    expect(await process.exited).to.equal(0);
    expect(process.stderr()).to.equal('');
  });

  it('has a backup under its name only when it is whole, whenever the backup is killed', async () => {
    const folder = newFolder();
    const sizes = [0, 1, 30, 60].map((megabytes) => megabytes * 1024 * 1024);
    for (const size of sizes) {
      const file = join(folder, `${size}.db`);
      const process = parlance(['backup', file, '--data', directory]);
      while (process.child.exitCode === null && partly(folder) < size + 1) await pause(1);
      process.child.kill('SIGKILL');
      await process.exited;
      const whole = existsSync(file);
      const others = readdirSync(folder).filter((name) => !name.endsWith('.partial'));
      expect(others).to.deep.equal(whole ? [`${size}.db`] : []);
      if (whole) await isWhole(file);
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    }
    const file = join(folder, 'at last.db');
    expect(await ran(['backup', file, '--data', directory])).to.include({ code: 0 });
    await isWhole(file);
  });
});

/** How many bytes there are of a backup that is being made; none when there is none yet. */
function partly(folder: string): number {
  const [name] = readdirSync(folder).filter((each) => each.endsWith('.partial'));
  const file = join(folder, name ?? '', name?.replace(/\.\w+\.partial$/, '') ?? '');
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : 0;
}

async function isWhole(file: string): Promise<void> {
  const directory = newDirectory();
  mkdirSync(directory);
  renameSync(file, databaseIn(directory));
  const { sentences } = await check(directory);
  expect(sentences.join()).to.include(`is sound; checked: 1 room, ${EVENTS.toLocaleString('en')}`);
}
