/** Stores that are opened in data directories. They are closed afterwards. */
import { SqliteLog, type SqliteOptions } from '../../server/store/sqlite.ts';
import { afterwards } from '../support/afterwards.ts';

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
  afterwards(() => log.close());
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
