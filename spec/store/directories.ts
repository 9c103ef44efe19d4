/** Stores that are opened in data directories. They are closed afterwards. */
import { StoreReader } from '../../server/store/sqlite/reader.ts';
import { sharedLag } from '../../server/store/sqlite/shared-lag.ts';
import { Writer } from '../../server/store/sqlite/writer.ts';
import { type Caller, type SqliteOptions, SqliteStore } from '../../server/store/sqlite.ts';
import { afterwards } from '../support/afterwards.ts';
import { HandClock } from '../support/hand-clock.ts';

/** After so many milliseconds nothing is in any file of what was deleted or forgotten, or is too old. */
export const TIDY_MS = 5 * 60_000;

const usual = { durability: 'relaxed', version: '0.0.0' } as const;

/** A store without its threads, whose start takes most of the time of a small spec. It is kept up by the spec's clock. */
export async function open(
  directory: string,
  some: Partial<Omit<SqliteOptions, 'warn'>> = {},
  clock = new HandClock(),
): Promise<SqliteStore> {
  const lag = sharedLag();
  const writer = called(new Writer({ directory, lag, ...usual, ...some }, clock));
  const reader = called(new StoreReader({ directory }));
  const close = (): unknown => Promise.all([writer.close(), reader.close()]);
  afterwards(close);
  try {
    const store = await writer.call('open');
    await reader.call('open');
    return new SqliteStore(store, writer, reader, lag);
  } catch (error) {
    await close();
    throw error;
  }
}

/** One with its threads. */
export async function openThreads(
  directory: string,
  some: Partial<SqliteOptions> = {},
): Promise<SqliteStore> {
  const store = await SqliteStore.open({ directory, ...usual, warn: () => {}, ...some });
  afterwards(() => store.close());
  return store;
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

/** Calls pass as they do between threads: one after the other, as copies, and none once it is closed. */
function called<T extends Writer | StoreReader>(worker: T): Caller<T> {
  const methods = worker as unknown as Record<string, (...given: unknown[]) => unknown>;
  let isClosed = false;
  const call = async (name: string, ...given: unknown[]): Promise<unknown> => {
    const copy = structuredClone(given);
    await undefined;
    if (isClosed) throw new Error('It is closed.');
    return structuredClone(await methods[name]?.call(worker, ...copy));
  };
  const end = async (): Promise<void> => {
    if (!isClosed) worker.close();
    isClosed = true;
  };
  return { call: call as Caller<T>['call'], close: end };
}
