/** Data directories for specs, and the stores that were opened in them: closed and removed after each test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteLog, type SqliteOptions } from '../../server/store/sqlite.ts';

const directories = new Set<string>();
const opened = new Set<SqliteLog>();

/** The name of a directory that is not there yet. */
export function newDirectory(): string {
  const parent = mkdtempSync(join(tmpdir(), 'parlance-'));
  directories.add(parent);
  return join(parent, 'data');
}

export async function open(
  directory: string,
  some: Partial<SqliteOptions> = {},
): Promise<SqliteLog> {
  const warn = () => {};
  const log = await SqliteLog.open({
    directory,
    durability: 'relaxed',
    version: '0.0.0',
    warn,
    ...some,
  });
  opened.add(log);
  return log;
}

/** Why a directory can't be opened. */
export async function refusal(directory: string): Promise<string> {
  try {
    await open(directory);
  } catch (error) {
    return String(error);
  }
  throw new Error(`${directory} was opened`);
}

/** Leaves nothing open and nothing on the disk: see ../support/hooks.ts. */
export async function closeLogs(): Promise<void> {
  for (const log of opened) await log.close();
  opened.clear();
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  directories.clear();
}
