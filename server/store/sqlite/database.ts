/** Opens connections to the database, each set up in the same way. */

import { DatabaseSync } from 'node:sqlite';
import type { Durability } from '../store.ts';
import { isUnwritten } from './errors.ts';

/**
 * When the write-ahead log has this many pages, about 8 MB, it is copied into the database, and written anew from its start.
 * The commit waits for that, and a relaxed one also until all of it is on the disk. A commit that overwrites the file costs
 * the disk less than one that makes it longer.
 */
const CHECKPOINT_PAGES = 2000;
/** After that the write-ahead log shrinks to this many bytes, if it had grown beyond them. */
const MAX_WAL_BYTES = 64 * 1024 * 1024;
/** A statement waits this long for a program that holds the database for a moment, such as a backup. */
const BUSY_TIMEOUT_MS = 5000;
const CACHE_KILOBYTES = 4096;
/** One step rewrites at most this many pages: 4 MB, some 20 ms. */
const MAX_TIDIED_PAGES = 1000;

/** The connection that writes. It overwrites what is deleted, so that it is gone from the file. */
export function openForWriting(file: string, durability: Durability): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  return orClose(db, () => {
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA secure_delete = ON;
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
      PRAGMA journal_size_limit = ${MAX_WAL_BYTES};
      PRAGMA cache_size = -${CACHE_KILOBYTES};
      PRAGMA temp_store = MEMORY;
    `);
    sync(db, durability);
    return db;
  });
}

/** A connection that can't write, so that no mistake of ours writes something. */
export function openForReading(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  return orClose(db, () => {
    db.exec(`PRAGMA cache_size = -${CACHE_KILOBYTES}`);
    return db;
  });
}

/** Makes something of an open database. Closes the database when that throws. */
export function orClose<T>(db: DatabaseSync, make: () => T): T {
  try {
    return make();
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * The first fault that SQLite finds in the tables, reading all of them. Not in the index of search, which can be made
 * anew. Throws when not even that can be asked.
 */
export function faultIn(db: DatabaseSync): string | undefined {
  const tables = db.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search*' AND name NOT GLOB 'sqlite_*'",
  );
  for (const { name } of tables.all()) {
    const found = db.prepare(`PRAGMA quick_check('${name}')`).get()?.quick_check;
    if (found !== 'ok') return String(found).replaceAll('\n', ' ');
  }
  return undefined;
}

/** How many bytes the database has. */
export function bytesOf(db: DatabaseSync): number {
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() ?? {};
  const { page_size: size } = db.prepare('PRAGMA page_size').get() ?? {};
  return Number(pages) * Number(size);
}

/** Whether a commit waits for the disk from now on: to survive a power cut, or only a killed process. */
export function sync(db: DatabaseSync, durability: Durability): void {
  db.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
}

/** A commit failed, and all or nothing of it is stored: only a new connection that writes something can tell. */
export class UnknownCommit extends Error {}

/**
 * All of it or nothing. What `work` throws is thrown on once nothing of it is left; `UnknownCommit` is thrown when a commit
 * failed, and may have come to the disk all the same.
 */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  let result: T;
  try {
    result = work();
  } catch (error) {
    rollBack(db);
    throw error;
  }
  try {
    db.exec('COMMIT');
  } catch (error) {
    if (!db.isTransaction && !isUnwritten(error)) throw new UnknownCommit('', { cause: error });
    rollBack(db);
    throw error;
  }
  return result;
}

/** A full disk may have ended it already. */
function rollBack(db: DatabaseSync): void {
  if (db.isTransaction) db.exec('ROLLBACK');
}

/**
 * Makes the database anew if that takes but a moment: when index pages shrink, SQLite leaves bytes of words behind in the
 * unused parts of others, see versions.ts. In a bigger one they go when those pages are used again.
 */
export function tidyIfSmall(db: DatabaseSync): void {
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() ?? {};
  if (Number(pages) <= MAX_TIDIED_PAGES) db.exec('VACUUM');
}

/** Empties the write-ahead log into the database. False when somebody still reads what is in it. */
export function emptyWal(db: DatabaseSync): boolean {
  db.exec('PRAGMA busy_timeout = 0');
  try {
    const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {};
    return busy === 0;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}
