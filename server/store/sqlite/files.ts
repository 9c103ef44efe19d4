/** The files of a data directory: where they are, who may read them, and whether they are still the same. */
import { closeSync, mkdirSync, openSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

export const databaseIn = (directory: string): string => join(directory, 'parlance.db');
export const lockIn = (directory: string): string => join(directory, 'parlance.lock');

/** Makes the directory and an empty file in it, for nobody's eyes but the server's. What is there stays as it is. */
export function prepare(directory: string, file: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

/** Which file it is that has this name; nothing when there is none. */
function identity(path: string): string | undefined {
  const stats: Stats | undefined = statSync(path, { throwIfNoEntry: false });
  return stats && `${stats.dev}:${stats.ino}`;
}

/** What can happen to files behind the back of who has them open. */
export type Loss = 'the database' | 'its write-ahead log' | 'the lock';

/**
 * Remembers which files were opened. SQLite goes on writing to a file that was deleted or renamed, and it would be lost
 * with the process; and without the lock's file a second server would come. So each commit asks first.
 */
export class Watch {
  readonly #database: string;
  readonly #wal: string;
  readonly #lock: string;
  readonly #first: string | undefined;
  readonly #firstLock: string | undefined;
  #firstWal: string | undefined;

  constructor(directory: string) {
    this.#database = databaseIn(directory);
    this.#wal = `${this.#database}-wal`;
    this.#lock = lockIn(directory);
    this.#first = identity(this.#database);
    this.#firstLock = identity(this.#lock);
    this.renew();
  }

  /** The database was opened again: it is the same, its write-ahead log may be another one. */
  renew(): void {
    this.#firstWal = identity(this.#wal);
  }

  /** The file that has gone or has been replaced, if any. */
  lost(): Loss | undefined {
    if (identity(this.#database) !== this.#first) return 'the database';
    if (identity(this.#wal) !== this.#firstWal) return 'its write-ahead log';
    return identity(this.#lock) === this.#firstLock ? undefined : 'the lock';
  }
}
