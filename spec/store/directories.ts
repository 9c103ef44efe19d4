/** Stores that are opened in data directories: closed after each test. */
import { SqliteLog, type SqliteOptions } from '../../server/store/sqlite.ts';

const opened = new Set<SqliteLog>();

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

/** Leaves nothing open: see ../support/hooks.ts. */
export async function closeLogs(): Promise<void> {
  for (const log of opened) await log.close();
  opened.clear();
}
