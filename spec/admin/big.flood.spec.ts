/** A big database is exported and backed up. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'chai';
import { check } from '../../server/admin/check.ts';
import { openForWriting, transaction } from '../../server/store/sqlite/database.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { migrate } from '../../server/store/sqlite/schema.ts';
import { untilFiles } from '../support/files-change.ts';
import { newDirectory, newFolder } from '../support/folders.ts';
import { executable, parlance, start } from '../support/process.ts';
import { ran } from './shell.ts';

const EVENTS = 17_000;
/** What a program may take that has no more than a page at once; the room takes more than twice as much. */
const MEGABYTES = 20;
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
    for (const megabytes of [0, 1, MEGABYTES]) {
      const file = join(folder, `${megabytes}.db`);
      const process = parlance(['backup', file, '--data', directory]);
      await isUnderWay(file, megabytes * 1024 * 1024);
      process.child.kill('SIGKILL');
      await process.exited;
      // A slow machine may have come to the end of it meanwhile.
      const whole = existsSync(file);
      const others = readdirSync(folder).filter((name) => !name.endsWith('.partial'));
      expect(others).to.deep.equal(whole ? [basename(file)] : []);
      if (whole) await isWhole(file);
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    }
    const file = join(folder, 'at last.db');
    expect(await ran(['backup', file, '--data', directory])).to.include({ code: 0 });
    await isWhole(file);
  });
});

/** Waits until there are so many bytes of a backup in the making, which has a folder beside its place; or until it is made. */
async function isUnderWay(file: string, bytes: number): Promise<void> {
  const folder = dirname(file);
  const partial = () => readdirSync(folder).find((name) => name.endsWith('.partial'));
  await untilFiles(folder, () => partial() !== undefined || existsSync(file));
  const making = join(folder, partial() ?? 'none');
  const grows = untilFiles(
    making,
    () => sizeOf(join(making, basename(file))) >= bytes || existsSync(file),
  );
  await grows.catch((error) => expect(error).to.include({ code: 'ENOENT' }));
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

async function isWhole(file: string): Promise<void> {
  const directory = newFolder();
  renameSync(file, databaseIn(directory));
  const { sentences } = await check(directory);
  expect(sentences.join()).to.include(`is sound; checked: 1 room, ${EVENTS.toLocaleString('en')}`);
}
