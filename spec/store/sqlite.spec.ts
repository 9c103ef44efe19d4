/** The log in a SQLite database: the contract, and what a disk, a second server and a kill can do to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteLog, type SqliteOptions } from '../../server/store/sqlite.ts';
import { logContract } from './contract.ts';

const directories = new Set<string>();

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'parlance-'));
  directories.add(directory);
  return directory;
}

const open = (directory: string, some: Partial<SqliteOptions> = {}): Promise<SqliteLog> =>
  SqliteLog.open({ directory, durability: 'relaxed', version: '0.0.0', warn: () => {}, ...some });

afterEach(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  directories.clear();
});

/** The same log, whose index is brought up to the last event before each look into it. */
function eager(log: SqliteLog): SqliteLog {
  const { search, answers } = log;
  return Object.assign(log, {
    search: (...given) => log.catchUp().then(() => search.apply(log, given)),
    answers: (...given) => log.catchUp().then(() => answers.apply(log, given)),
  } satisfies Partial<SqliteLog>);
}

logContract('in a SQLite database', () => open(newDirectory()));
logContract('in a SQLite database with a busy index', async () =>
  eager(await open(newDirectory())),
);
