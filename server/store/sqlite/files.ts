/** The files of a data directory: where they are, who may read them, and whether there has been a store. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StoreError } from './errors.ts';

/** The path of the database. */
export const databaseIn = (directory: string): string => join(directory, 'parlance.db');
/** The path of the file whose lock keeps a second server out. */
export const lockIn = (directory: string): string => join(directory, 'parlance.lock');
/** The path of the file by which a directory is known to hold a store. */
const markIn = (directory: string): string => join(directory, 'parlance.store');
/** The path of the write-ahead log of a database. */
export const walOf = (database: string): string => `${database}-wal`;

const MARK =
  'A store was begun here: without what is in parlance.db, no server starts in this directory.\n';

/**
 * Makes the file which says that a store was begun in this directory. The directory's own name is synced before: so no power
 * cut takes the directory away with a store in it. The file itself is not synced: it matters only once the database is gone.
 */
export function mark(directory: string): void {
  const file = markIn(directory);
  if (existsSync(file)) return;
  syncNames(directory);
  writeFileSync(file, MARK, { mode: 0o600 });
}

/**
 * SQLite syncs its files and their names; the name of a directory stands in the one above, and who made that is unknown.
 * What may not be opened was not made here, and what can't be synced has no need of it: SQLite thinks so, too.
 */
function syncNames(directory: string): void {
  const path = resolve(directory);
  const above = dirname(path);
  if (above === path) return;
  try {
    syncPath(above);
  } catch {
    // See above.
  }
  syncNames(above);
}

/** Has a file, or the names in a directory, on the disk. */
export function syncPath(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Refuses a directory that held a store and has lost it: it must not become a new one in silence. */
export function demandStore(directory: string): void {
  const database = databaseIn(directory);
  const isMarked = existsSync(markIn(directory));
  if (sizeOf(database) > 0 || !(isMarked || sizeOf(walOf(database)) > 0)) return;
  const state = existsSync(database) ? 'empty' : 'gone';
  throw new StoreError(
    `${database} is ${state}, though there was a store. Put it or a backup back; to begin anew, remove ` +
      `${isMarked ? markIn(directory) : walOf(database)}.`,
  );
}

/** Makes the directory and an empty file in it, for nobody's eyes but the server's. What is there stays as it is. */
export function prepare(directory: string, file: string): void {
  makeDirectory(directory);
  demandRegular(file);
  closeSync(openSync(file, 'a', 0o600));
}

/**
 * Refuses a pipe, a socket or a device in the place of a file: whoever opens a pipe may wait for its other end for ever. `advice` says
 * what to do.
 */
export function demandRegular(file: string, advice = 'move it away.'): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return;
  const what = found.isDirectory() ? 'a directory' : 'a pipe, a socket or a device';
  throw new StoreError(`${file} is no file, but ${what}: ${advice}`);
}

/**
 * Makes the directory, and those above it that are missing, for nobody's eyes but the server's. Node's own way of this never
 * ends where the system says that something is missing which is there, as it does below /proc.
 */
export function makeDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    const above = dirname(directory);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || existsSync(above)) throw error;
    makeDirectory(above);
    makeDirectory(directory);
  }
}

/** In bytes; 0 when there is no such file. */
export const sizeOf = (path: string): number =>
  statSync(path, { throwIfNoEntry: false })?.size ?? 0;
