/** Locks a data directory against a second server. The kernel frees the lock however the process ends. */
import { DatabaseSync } from 'node:sqlite';
import { BUSY, codeOf, StoreError } from './errors.ts';
import { lockIn, prepare } from './files.ts';

/** An empty database of its own, locked as long as it is open: whoever only reads the other one has nothing to do with it. */
export function lock(directory: string): DatabaseSync {
  const file = lockIn(directory);
  prepare(directory, file);
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    // Nothing is ever written to it.
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (codeOf(error) !== BUSY) throw error;
    throw new StoreError(
      `Another Parlance server is running on ${directory}: stop it, or choose another directory with --data.`,
    );
  }
}
