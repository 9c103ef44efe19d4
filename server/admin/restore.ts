/** `parlance restore`: makes a data directory of a backup, and touches none in which something is kept. */
import { chmodSync, copyFileSync, lstatSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { faultIn } from '../store/sqlite/database.ts';
import { CORRUPT, codeOf, errorInWords, StoreError } from '../store/sqlite/errors.ts';
import {
  databaseIn,
  demandRegular,
  makeDirectory,
  syncPath,
  walOf,
} from '../store/sqlite/files.ts';
import { holdings } from './census.ts';
import { publish } from './publish.ts';
import { demandSchema } from './source.ts';

/** Puts a backup where a server of `directory` finds it; the backup stays as it is. What was put back, in words. */
export function restore(backup: string, directory: string): string {
  const target = databaseIn(resolve(directory));
  for (const file of [target, walOf(target)]) {
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw taken(directory, file);
  }
  const held = inspect(resolve(backup));
  const partial = `${target}.partial-${process.pid}`;
  try {
    makeDirectory(directory);
    copyFileSync(backup, partial);
    chmodSync(partial, 0o600);
    syncPath(partial);
    // A server may have begun there meanwhile.
    if (!publish(partial, target)) throw taken(directory, target);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`${directory} can't be written: ${(error as Error).message}.`);
  } finally {
    rmSync(partial, { force: true });
  }
  return `Put back ${backup}: ${held}. Start the server with --data ${directory}.\n`;
}

const taken = (directory: string, file: string): StoreError =>
  new StoreError(
    `${file} is there, and a restore overwrites nothing: name another directory with --data, or stop the server ` +
      `and move ${directory} away.`,
  );

/** Refuses what is no backup, and one that is damaged. What it holds, in words. */
function inspect(file: string): string {
  if (!lstatSync(file, { throwIfNoEntry: false }))
    throw new StoreError(`There is no file ${file}.`);
  demandRegular(file, 'name a backup.');
  if (lstatSync(walOf(file), { throwIfNoEntry: false })) {
    throw new StoreError(
      `${file} is the database of a server, not a backup: make one of it with parlance backup.`,
    );
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    demandSchema({ db, file, close: () => {} });
    const fault = faultIn(db);
    if (fault !== undefined) throw new StoreError(`${file} is damaged: ${fault}.`);
    return holdings(db);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw codeOf(error) === CORRUPT
      ? new StoreError(`${file} is not whole (${(error as Error).message}): take another backup.`)
      : new StoreError(errorInWords(error, file));
  } finally {
    db?.close();
  }
}
