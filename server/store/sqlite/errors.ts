/** Explains errors of the store to the operator. */

/** An error whose message is a sentence for the operator. */
export class StoreError extends Error {}

/** There is nothing to open, and waiting would not help. */
export class NoStoreError extends StoreError {}

/** The last byte of SQLite's codes: https://sqlite.org/rescode.html */
const FULL = 13;
/** SQLITE_READONLY. */
export const READ_ONLY = 8;
/** SQLITE_BUSY. */
export const BUSY = 5;
const IO = 10;
/** SQLITE_CORRUPT. */
export const CORRUPT = 11;
/** SQLITE_CANTOPEN. */
export const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** The operating system's error codes, as Node names them, with SQLite's code for the same. */
const systemCodes: { [code: string]: number } = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  EROFS: READ_ONLY,
  EIO: IO,
};

/** One of the codes above, or another of SQLite's; 0 for what is neither its error nor the system's. */
export function codeOf(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return ('code' in error && systemCodes[String(error.code)]) || 0;
}

/** A write failed, and not only its way to the disk. */
const IO_WRITE = 778;

/** True when surely nothing was committed: the end of the commit has not even come to the file. */
export const isUnwritten = (error: unknown): boolean =>
  codeOf(error) === FULL ||
  (error instanceof Error && 'errcode' in error && error.errcode === IO_WRITE);

/** True for an error that a new connection may cure. */
export function needsReopening(error: unknown): boolean {
  const code = codeOf(error);
  return code === IO || code === CORRUPT || code === CANNOT_OPEN || code === NOT_A_DATABASE;
}

/** SQLite's code for a damaged search index, which can be made anew. */
const CORRUPT_INDEX_OF_SEARCH = 267;

/** True when what is stored may be damaged. */
export const isDamage = (error: unknown): boolean =>
  codeOf(error) === CORRUPT &&
  !(error instanceof Error && 'errcode' in error && error.errcode === CORRUPT_INDEX_OF_SEARCH);

/** The error of a file that is not whole; `found` says what is wrong with it. */
export const damaged = (file: string, found: string): StoreError =>
  new StoreError(
    `${file} is damaged (${found}): nothing is written to it. Stop the server, see what "parlance check" says, and put ` +
      'back a backup.',
  );

/** What went wrong with `file`, and what to do. */
export function errorInWords(error: unknown, file: string): string {
  if (error instanceof StoreError) return error.message;
  const said = error instanceof Error ? error.message : String(error);
  switch (codeOf(error)) {
    case FULL:
      return `The disk is full: ${file} can't grow. Make room; nothing needs to be restarted.`;
    case READ_ONLY:
      return `${file} can't be written: give the server the right to write it and its directory.`;
    case BUSY:
      return `${file} is being written by another program (${said}).`;
    case IO:
      return `The disk failed while ${file} was read or written (${said}).`;
    case CANNOT_OPEN:
      return `${file} can't be opened: it is gone, or the server may not read and write it.`;
    case CORRUPT:
      return damaged(file, said).message;
    case NOT_A_DATABASE:
      return `${file} is not a database of Parlance.`;
    default:
      return isInFile(error)
        ? `${file} can't be made: what should be its directory is a file.`
        : `${file}: ${said}`;
  }
}

/** A file, or a directory for it, was to be made where there is a file. */
const isInFile = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EEXIST' || error.code === 'ENOTDIR');
