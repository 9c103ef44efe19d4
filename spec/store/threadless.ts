/** A store in a SQLite database without its threads, whose start takes most of the time of a small spec. */

import { StoreReader } from '../../server/store/sqlite/reader.ts';
import { Writer } from '../../server/store/sqlite/writer.ts';
import { type Caller, SqliteLog } from '../../server/store/sqlite.ts';

/** It is closed by whoever has opened it. */
export async function openThreadless(directory: string): Promise<SqliteLog> {
  const writer = called(new Writer({ directory, durability: 'relaxed', version: '0.0.0' }));
  const reader = called(new StoreReader({ directory }));
  const store = await writer.call('open');
  await reader.call('open');
  return new SqliteLog(store, writer, reader);
}

/** Calls pass as they do between threads: one after the other, as copies. */
function called<T extends Writer | StoreReader>(worker: T): Caller<T> {
  const methods = worker as unknown as Record<string, (...given: unknown[]) => unknown>;
  const call = async (name: string, ...given: unknown[]): Promise<unknown> => {
    const copy = structuredClone(given);
    await undefined;
    return structuredClone(await methods[name]?.call(worker, ...copy));
  };
  const end = async (): Promise<void> => worker.close();
  return { call: call as Caller<T>['call'], close: end, cutOff: end };
}
