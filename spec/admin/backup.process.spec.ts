/** Backups that `parlance backup` writes, beside a running server and without one. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import type { EventOf } from '../../grammar/events.ts';
import { backup } from '../../server/admin/backup.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { newDirectory, newFolder } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { aConversation } from './directories.ts';
import { ran, serving } from './shell.ts';

/** Puts a backup back. */
async function restored(file: string): Promise<string> {
  const directory = newDirectory();
  const { code, stdout } = await ran(['restore', file, '--data', directory]);
  expect(code).to.equal(0);
  expect(stdout).to.match(/^Put back \S.*: \d+ rooms?, /);
  return directory;
}

describe('backup', () => {
  it('is a copy of one moment, while people talk, and a server goes on with it', async () => {
    const directory = newDirectory();
    const server = await serving(directory);
    const talkers = await Promise.all(
      ['ana', 'bob', 'cleo'].map((name) => Party.open(server.port, name, 'json')),
    );
    for (const talker of talkers) {
      talker.send('/join #dev');
      talker.send('before');
      await talker.barrier();
    }
    let isOver = false;
    let said = 0;
    const talking = talkers.map(async (talker) => {
      for (; !isOver; said += 20) {
        for (let n = 0; n < 20; n += 1) talker.send(`${talker.name} says ${said + n}`);
        await talker.barrier();
      }
    });
    const file = join(newFolder(), 'a backup.db');
    const made = await ran(['backup', file, '--data', directory]);
    isOver = true;
    await Promise.all(talking);
    expect(made.stderr).to.equal('');
    expect(made.code).to.equal(0);
    expect(made.stdout).to.match(/^Wrote \S+ backup\.db: 1 room, [\d,]+ events, [\d,]+ bytes\.\n/);
    expect(made.stdout).to.include(`parlance restore '${file}' --data restored`);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(readdirSync(dirname(file))).to.deep.equal(['a backup.db']);

    const copy = await restored(file);
    expect(await ran(['check', '--data', copy])).to.include({ code: 0 });
    const { stdout } = await ran(['export', '#dev', '--data', copy, '--format', 'json']);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ seq }) => seq)).to.deep.equal(events.map((_, n) => n + 1));
    expect(events.slice(0, 3).map(({ text }) => text)).to.deep.equal([
      'before',
      'before',
      'before',
    ]);

    // It is another number space, in which the same people have the same talk before them.
    const again = await serving(copy);
    const dora = await Party.open(again.port, 'dora', 'json');
    expect(storeOf(dora)).to.not.equal(storeOf(talkers[0]!));
    dora.send('/join #dev');
    const room = await dora.event('room');
    expect(room).to.include({ room: '#dev', count: 1, seq: events.length });
    dora.send('/nick ana');
    dora.send('and on');
    dora.send('/search before');
    const heard = (await dora.rest()).map((line) => JSON.parse(line));
    expect(heard.map(({ ev }) => ev)).to.deep.equal(['nick', 'message', 'search']);
    expect(heard[1].seq).to.equal(events.length + 1);
    expect(heard[2].events).to.have.length(3);
  });
});

describe('backup of a conversation', () => {
  let directory: string;
  before(async () => {
    directory = await aConversation();
  });

  it('holds no secrets of sessions, not even between its tables', async () => {
    const state = readColumn(databaseIn(directory), 'SELECT state FROM sessions LIMIT 1');
    const { secret } = JSON.parse(state) as { secret: string };
    const identity = readColumn(databaseIn(directory), 'SELECT person FROM sessions LIMIT 1');
    const file = join(newFolder(), 'backup.db');
    await backup(directory, file);
    expect(readFileSync(databaseIn(directory)).includes(secret)).to.equal(true);
    const bytes = readFileSync(file);
    expect(bytes.includes(secret)).to.equal(false);
    expect(bytes.includes('Secret')).to.equal(false);
    for (const table of ['persons', 'sessions', 'answers']) {
      expect(readColumn(file, `SELECT count(*) FROM ${table}`)).to.equal('0');
    }
    // Who wrote what stays known: it is in the records.
    expect(bytes.includes(identity)).to.equal(true);
  });

  it('overwrites nothing', async () => {
    const file = join(newFolder(), 'mine.txt');
    writeFileSync(file, 'mine');
    expect(await ran(['backup', file], { PARLANCE_DATA: directory })).to.deep.equal({
      code: 1,
      stdout: '',
      stderr: `parlance backup: ${file} exists already, and a backup overwrites nothing: choose another name.\n`,
    });
    expect(readFileSync(file, 'utf8')).to.equal('mine');
    expect(readdirSync(dirname(file))).to.deep.equal(['mine.txt']);
  });

  it('says why it can’t be written', async () => {
    const file = join(newDirectory(), 'backup.db');
    const told = await backup(directory, file).catch(({ message }) => message);
    expect(told).to.equal(`The directory of ${file} does not exist.`);
  });
});

/** The number space that a welcome named. */
function storeOf(party: Party): string {
  const welcome = party.heard.map((line) => JSON.parse(line)).find(({ ev }) => ev === 'welcome');
  return (welcome as EventOf<'welcome'>).store;
}

function readColumn(file: string, sql: string): string {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return String(Object.values(db.prepare(sql).get() ?? {})[0]);
  } finally {
    db.close();
  }
}
