/** Checks before each commit that the store's files are still the ones that were opened, and whole. */
import { statSync } from 'node:fs';
import { StoreError } from './errors.ts';
import { databaseIn, lockIn, sizeOf, walOf } from './files.ts';

/** Which file it is that has a name, and how long it is; no identity when there is none. */
interface Seen {
  identity: string | undefined;
  size: number;
}

function see(path: string): Seen {
  const stats = statSync(path, { throwIfNoEntry: false });
  return { identity: stats && `${stats.dev}:${stats.ino}`, size: stats?.size ?? 0 };
}

const identity = (path: string): string | undefined => see(path).identity;

/**
 * SQLite goes on writing to a file that was deleted or renamed, and it would be lost with the process; and without the
 * lock's file a second server would come. A file that has become shorter, though the server has not made it so, was cut:
 * what was stored is not there any more.
 */
export class Watch {
  readonly #database: string;
  readonly #wal: string;
  readonly #lock: string;
  readonly #first: string | undefined;
  readonly #firstLock: string | undefined;
  #firstWal: string | undefined;
  /** How long the files were when something was last written. */
  #length = 0;
  #walLength = 0;
  /** The file that was once found cut. */
  #cut: string | undefined;

  constructor(directory: string) {
    this.#database = databaseIn(directory);
    this.#wal = walOf(this.#database);
    this.#lock = lockIn(directory);
    this.#first = identity(this.#database);
    this.#firstLock = identity(this.#lock);
    this.renew();
  }

  /** The database was opened again: it is the same, its write-ahead log may be another one. */
  renew(): void {
    this.#firstWal = identity(this.#wal);
    this.note();
  }

  /** Something was written, and it went well. */
  note(): void {
    this.#length = sizeOf(this.#database);
    this.#walLength = sizeOf(this.#wal);
  }

  /** What has been cut, if anything. To be asked before the database is closed, too: that may make files shorter. */
  look(database = see(this.#database), wal = see(this.#wal)): StoreError | undefined {
    if (database.size < this.#length) this.#cut ??= this.#database;
    else if (wal.size < this.#walLength) this.#cut ??= this.#wal;
    return this.#cut === undefined ? undefined : truncated(this.#cut);
  }

  /** Throws when the database must not be opened again: an empty one would be made in its place, or it was cut. */
  demandDatabase(database = see(this.#database)): void {
    if (database.identity !== this.#first) throw gone(this.#database);
    if (this.#cut !== undefined) throw truncated(this.#cut);
  }

  /** Throws when what is written would not be there at the next start. */
  demand(): void {
    // Each file is looked at once: this is done for every commit.
    const [database, wal] = [see(this.#database), see(this.#wal)];
    this.demandDatabase(database);
    if (wal.identity !== this.#firstWal) throw walGone(this.#wal);
    if (identity(this.#lock) !== this.#firstLock) throw lockGone(this.#lock);
    const trouble = this.look(database, wal);
    if (trouble) throw trouble;
  }
}

const gone = (file: string): StoreError =>
  new StoreError(
    `${file} was deleted or replaced while it was open. Put it back as it was; if that can't be done, stop the server, and ` +
      'put a backup there.',
  );

const walGone = (file: string): StoreError =>
  new StoreError(
    `${file} was deleted or replaced while it was open. Restart the server: when it stops, it saves what that file held.`,
  );

const lockGone = (file: string): StoreError =>
  new StoreError(
    `${file} was deleted or replaced, so that another server may write there, too. Restart this one.`,
  );

const truncated = (file: string): StoreError =>
  new StoreError(
    `${file} was cut while it was open, and what was stored may be lost: nothing is written to it. Stop the server, see ` +
      'what "parlance check" says, and put back a backup if something is missing.',
  );
