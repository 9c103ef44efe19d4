/** The files of a data directory: where they are, who may read them, and whether there has been a store. */
import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from './trouble.ts';

export const databaseIn = (directory: string): string => join(directory, 'parlance.db');
export const lockIn = (directory: string): string => join(directory, 'parlance.lock');
export const markIn = (directory: string): string => join(directory, 'parlance.store');
export const walOf = (database: string): string => `${database}-wal`;

const MARK =
  'A store was begun here: without what is in parlance.db, no server starts in this directory.\n';

/** Remembers that a store was begun in a directory. */
export function mark(directory: string): void {
  const file = markIn(directory);
  if (!existsSync(file)) writeFileSync(file, MARK, { mode: 0o600 });
}

/** Refuses a directory that held a store and has lost it: it must not become a new one in silence. */
export function demandStore(directory: string): void {
  const database = databaseIn(directory);
  const isMarked = existsSync(markIn(directory));
  if (sizeOf(database) > 0 || !(isMarked || sizeOf(walOf(database)) > 0)) return;
  const state = existsSync(database) ? 'empty' : 'gone';
  throw new Trouble(
    `${database} is ${state}, though there was a store. Put it or a backup back; to begin anew, remove ` +
      `${isMarked ? markIn(directory) : walOf(database)}.`,
  );
}

/** Makes the directory and an empty file in it, for nobody's eyes but the server's. What is there stays as it is. */
export function prepare(directory: string, file: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

export const sizeOf = (path: string): number =>
  statSync(path, { throwIfNoEntry: false })?.size ?? 0;
