/** The database of a data directory, opened to be read only: while a server runs on it, after it stopped or was killed. */
import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { openForReading } from '../store/sqlite/database.ts';
import {
  CANNOT_OPEN,
  CORRUPT,
  codeOf,
  errorInWords,
  READ_ONLY,
  StoreError,
} from '../store/sqlite/errors.ts';
import { databaseIn, demandRegular } from '../store/sqlite/files.ts';
import { migrations } from '../store/sqlite/schema.ts';
import { version } from '../version.ts';

/** A database that is open to be read, and where it is. */
export interface Source {
  readonly db: DatabaseSync;
  readonly file: string;
  /** Throws when what was read may be worth nothing. */
  close(): void;
}

/** Opens the database of `directory`. Throws `StoreError` when that can't be done. */
function openSource(directory: string): Source {
  const file = databaseIn(resolve(directory));
  demandFile(directory, file);
  try {
    return open(file);
  } catch (error) {
    if (!isReadOnly(error)) throw troubleOf(error, file);
  }
  return openUnwatched(directory, file);
}

/** Does something with what there is in `directory`; what goes wrong is told as `StoreError`. */
export async function withSource<T>(
  directory: string,
  use: (source: Source) => T | Promise<T>,
): Promise<T> {
  const source = openSource(directory);
  let result: T;
  try {
    result = await use(source);
  } catch (error) {
    source.db.close();
    throw troubleOf(error, source.file);
  }
  source.close();
  return result;
}

/** Refuses a database that this Parlance can't make anything of. The number of its schema. */
export function demandSchema({ db, file }: Source): number {
  const schema = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (schema > migrations.length) {
    throw new StoreError(
      `${file} is from a newer Parlance (schema ${schema}); this is ${version}, which knows schemas up to ` +
        `${migrations.length}.`,
    );
  }
  const isEmpty = db.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.count === 0;
  if (isEmpty) throw new StoreError(`${file} is empty: no server has ever kept anything in it.`);
  if (schema < 1) throw new StoreError(`${file} is not a database of Parlance.`);
  return schema;
}

function demandFile(directory: string, file: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StoreError(
      code === 'EACCES'
        ? `You may not read ${file}: do this as the user that the server runs as.`
        : `There is no database in ${directory}: say with --data where the server keeps it.`,
    );
  }
  demandRegular(file);
}

/** What the write-ahead log holds is read, too: for that, SQLite wants to write an index of it beside it. */
function open(file: string): Source {
  const db = openForReading(file);
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    db.close();
    throw error;
  }
  return { db, file, close: () => db.close() };
}

/** In a directory that can't be written: as nobody is writing, all of it is in the one file. */
function openUnwatched(directory: string, file: string): Source {
  const before = traces(file);
  if (before.wal > 0) {
    throw new StoreError(
      `${file}-wal has what was written last, and who reads it needs the right to write ${directory}: do this as the ` +
        'user that the server runs as, or on a copy of the directory.',
    );
  }
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  const db = new DatabaseSync(url, { readOnly: true });
  const close = (): void => {
    db.close();
    const after = traces(file);
    if (after.wal === 0 && after.changed === before.changed) return;
    throw new StoreError(`${file} was changed by a server meanwhile: do it again.`);
  };
  return { db, file, close };
}

function traces(file: string): { changed: string; wal: number } {
  const { ino, size, mtimeMs } = statSync(file);
  const wal: Stats | undefined = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return { changed: `${ino} ${size} ${mtimeMs}`, wal: wal?.size ?? 0 };
}

const isReadOnly = (error: unknown): boolean => [READ_ONLY, CANNOT_OPEN].includes(codeOf(error));

const troubleOf = (error: unknown, file: string): StoreError =>
  codeOf(error) === CORRUPT
    ? new StoreError(`${file} is damaged: ${(error as Error).message}.`)
    : new StoreError(errorInWords(error, file));
