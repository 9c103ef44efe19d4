/** `parlance backup`: one moment of the database as a file of its own, which a server can go on with. */
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, lstatSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorInWords, StoreError } from '../store/sqlite/errors.ts';
import { syncPath } from '../store/sqlite/files.ts';
import { ACCOUNTS_SCHEMA, ROWS_SCHEMA, SESSIONS_SCHEMA, schemaOf } from '../store/sqlite/schema.ts';
import { counted, holdings } from './census.ts';
import { isThere, publish } from './publish.ts';
import { demandSchema, type Source, withSource } from './source.ts';

/**
 * Writes a backup of what is in `directory` to `file`, which must not be there. Nobody ever sees half of it under that
 * name. What was written, and how to put it back, in words.
 */
export async function backup(directory: string, file: string): Promise<string> {
  const target = resolve(file);
  if (isThere(target)) throw taken(file);
  return withSource(directory, (source) => {
    demandSchema(source);
    const folder = `${target}.${process.pid}-${randomBytes(4).toString('hex')}.partial`;
    const partial = join(folder, basename(target));
    clearAway(dirname(target));
    begin(folder, partial, file);
    try {
      copy(source, partial);
      const held = strip(partial);
      const bytes = flush(partial);
      if (!publish(partial, target)) throw taken(file);
      return told(file, held, bytes);
    } catch (error) {
      throw new StoreError(errorInWords(error, partial));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** An empty file for nobody else's eyes, which SQLite fills; in a folder, as SQLite puts a journal beside it. */
function begin(folder: string, partial: string, file: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
    closeSync(openSync(partial, 'wx', 0o600));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new StoreError(`The directory of ${file} does not exist.`);
    throw new StoreError(`${file} can't be written: ${message}.`);
  }
}

/** All that one moment saw, also if it is still in the write-ahead log. Turns are committed meanwhile. */
function copy({ db }: Source, partial: string): void {
  db.prepare('VACUUM INTO ?').run(partial);
}

/**
 * Makes the copy a number space of its own, as the one that it comes from goes on without it; and takes out the
 * guests and their sessions: tokens are secrets, and when it is put back they are long over. What is left of it, in words.
 */
function strip(partial: string): string {
  const db = new DatabaseSync(partial);
  try {
    // Nothing of what is deleted stays in the file, nor in one beside it.
    db.exec(`
      PRAGMA journal_mode = OFF;
      PRAGMA secure_delete = ON;
      BEGIN;
      DELETE FROM sessions;
      DELETE FROM answers;
    `);
    const schema = schemaOf(db);
    if (schema < ROWS_SCHEMA) db.exec('DELETE FROM tags');
    if (schema >= ACCOUNTS_SCHEMA)
      db.exec('DELETE FROM persons WHERE identity NOT IN (SELECT identity FROM accounts)');
    else if (schema >= SESSIONS_SCHEMA) db.exec('DELETE FROM persons');
    db.prepare("UPDATE meta SET value = ? WHERE key = 'store'").run(randomUUID());
    db.exec('COMMIT');
    return holdings(db);
  } finally {
    db.close();
  }
}

/** Has it on the disk. How many bytes it takes. */
function flush(partial: string): number {
  syncPath(partial);
  return lstatSync(partial).size;
}

const leftover = /\.(\d+)-[\da-f]{8}\.partial$/;

/** Removes what backups have left here whose process was killed. */
function clearAway(directory: string): void {
  if (!isThere(directory)) return;
  for (const name of readdirSync(directory)) {
    const pid = leftover.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(directory, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const taken = (file: string): StoreError =>
  new StoreError(`${file} exists already, and a backup overwrites nothing: choose another name.`);

const told = (file: string, held: string, bytes: number): string =>
  `Wrote ${file}: ${held}, ${counted(bytes, 'byte')}.\n` +
  'To put it back into a directory in which there is nothing, and to start the server with it:\n' +
  `  parlance restore ${quoted(file)} --data restored && parlance serve --data restored\n`;

/** As a shell takes it for one word. */
const quoted = (word: string): string =>
  /^[\w./+@%-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
