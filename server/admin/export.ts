/** `parlance export`: a log from its beginning to its end, page by page, so that neither memory nor the server feels it. */
import type { DatabaseSync } from 'node:sqlite';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logged } from '../../grammar/events.ts';
import { isPrivateName, type LogKey, logKey } from '../../grammar/names.ts';
import { nearest } from '../../grammar/reading/nearest.ts';
import { minute } from '../../grammar/sentences/phrases.ts';
import { asJson } from '../doors/json.ts';
import { logged } from '../doors/plain/talk.ts';
import { StoreError } from '../store/sqlite/errors.ts';
import { Rows, some } from '../store/sqlite/rows.ts';
import { Versions } from '../store/sqlite/versions.ts';
import { eventIn, parsed } from './json.ts';
import { isClosed, unwritten } from './running.ts';
import { demandSchema, type Source, withSource } from './source.ts';

/** The formats of an export. */
export type Written = 'text' | 'json';

/** About so many events are read at once; in between, the server may empty its write-ahead log. */
const MAX_PAGE_EVENTS = 500;

/** Writes a log to `output`, as it reads now, as far as it goes now. When nobody reads the output any more, that is all. */
export async function exportLog(
  directory: string,
  target: string,
  as: Written,
  output: Writable,
): Promise<void> {
  await withSource(directory, async (source) => {
    demandSchema(source);
    const log = find(source.db, target);
    try {
      await pipeline(Readable.from(pages(source, log, as)), output, { end: false });
    } catch (error) {
      if (hasReason(error, 'errcode') || error instanceof StoreError) throw error;
      if (isClosed(error)) return;
      throw unwritten(error);
    }
  });
}

interface ExportedLog {
  key: LogKey;
  /** The `seq` up to which the log keeps nothing any more. */
  floor: number;
  end: number;
}

/** The log of that name; a room may have been renamed since its log was begun. */
function find(db: DatabaseSync, target: string): ExportedLog {
  const log = db.prepare(
    'SELECT floor, (SELECT max(seq) FROM events WHERE log = logs.id) AS "end" FROM logs WHERE key = ?',
  );
  for (const key of [logKey(target), renamed(db, target)]) {
    const row = key === undefined ? undefined : log.get(key);
    if (key && row) return { key, floor: Number(row.floor), end: Number(row.end ?? 0) };
  }
  throw new StoreError(unknown(db, target));
}

function renamed(db: DatabaseSync, target: string): LogKey | undefined {
  const named = db.prepare(
    'SELECT key, about FROM logs WHERE key IS NOT NULL AND about IS NOT NULL',
  );
  for (const { key, about } of named.iterate()) {
    const { name, formerly = [] } = parsed(String(about)) as { name?: string; formerly?: string[] };
    const names = name === undefined ? [] : [name, ...formerly];
    if (names.some((each) => logKey(each) === logKey(target))) return key as LogKey;
  }
  return undefined;
}

/** The error of an unknown log, with the nearest names of the same kind. */
function unknown(db: DatabaseSync, target: string): string {
  const what = isPrivateName(target) ? 'private log' : 'room';
  const guesses = nearest(target, names(db, target.slice(0, 1)));
  const hint = guesses.length === 0 ? '' : ` Did you mean ${guesses.join(' or ')}?`;
  return `There is no ${what} ${target}, or nothing was ever said in it.${hint}`;
}

function* names(db: DatabaseSync, sigil: string): Generator<string> {
  const keys = db.prepare('SELECT key, about FROM logs WHERE substr(key, 1, 1) = ?').iterate(sigil);
  for (const { key, about } of keys) yield nameOf(key as LogKey, about);
}

/** As people spell it. */
function nameOf(key: LogKey, about: unknown): string {
  const { name } = JSON.parse(String(about ?? '{}')) as { name?: string };
  return name ?? key;
}

function* pages({ db }: Source, { key, floor, end }: ExportedLog, as: Written): Generator<string> {
  const rows = new Rows(db);
  const { id } = db.prepare('SELECT id FROM logs WHERE key = ?').get(key) ?? {};
  const versions = new Versions(db);
  const written = writers[as](String(end).length);
  for (let after = floor; after < end; ) {
    db.exec('BEGIN');
    const { slots } = some(rows.from(Number(id), after), MAX_PAGE_EVENTS);
    const events = slots
      .filter(({ seq }) => seq <= end)
      .map((slot) => eventIn(parsed(versions.current(slot))) ?? damaged(`${key}:${slot.seq}`));
    db.exec('COMMIT');
    if (events.length === 0) return;
    yield events.map(written).join('');
    after = events.at(-1)?.seq ?? end;
  }
}

function damaged(place: string): never {
  throw new StoreError(`${place} is damaged: "parlance check" tells more.`);
}

/** How an event is written, given how many digits the last seq has. */
const writers: { [As in Written]: (width: number) => (event: Logged) => string } = {
  json: () => asJson,
  text: (width) => (event) =>
    `${String(event.seq).padStart(width)} ${minute(event.at)} ${logged(event)}`,
};

const hasReason = (error: unknown, reason: string): boolean =>
  error instanceof Error && reason in error;
