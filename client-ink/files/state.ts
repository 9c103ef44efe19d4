/**
 * The state file: what the client keeps for its next run. It is a database of SQLite, so that a client which is killed at any
 * write leaves the state before or after it, and a change costs one row. Only its owner may read it.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import * as v from 'valibot';
import type { Remembered } from '../../client/talk.ts';
import { keptEntries, keptPlace, keptSelf } from '../model/kept.ts';
import { entriesSchema, type Kept, placeSchema, selfSchema } from '../model/kept-schema.ts';
import type { Model } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { withEnding } from './file-name.ts';

/** The state file of whoever asks for this nick at this server, or for none, by the XDG rules, which ignore a path that is not absolute. */
export function statePath(
  server: string,
  nick: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  home = homedir(),
): string {
  const given = env.XDG_STATE_HOME ?? '';
  const folder = given.startsWith('/') ? given : join(home, '.local', 'state');
  const parts = nick === undefined ? [server] : [server, nick];
  const name = parts.map((part) => encodeURIComponent(part)).join(' ');
  return join(folder, 'parlance', withEnding(name, '.state'));
}

/** An open state file. One client at a time has it. */
export class StateFile {
  readonly #database: DatabaseSync;
  /** The places as they were written last, with their entries, and what stood beside them. */
  readonly #written = new Map<number, Place>();
  #self: Buffer | undefined;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Opens the file, and makes it if need be. Throws when it can't be had: another client has it, or it can't be written. */
  static open(path: string): StateFile {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    const database = new DatabaseSync(path);
    try {
      database.exec(`
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS self (id INTEGER PRIMARY KEY CHECK (id = 0), body BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS places (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
        COMMIT`);
    } catch (error) {
      database.close();
      throw error;
    }
    return new StateFile(database);
  }

  /** What an earlier run has left; nothing when there was none, or another version of the client wrote it. */
  read(): Kept | undefined {
    const [[, self] = []] = this.#rows('self');
    const known = v.safeParse(selfSchema, deserialized(self));
    if (!known.success) return undefined;
    const bodies = new Map(this.#rows('places'));
    const places = [...bodies].flatMap(([id, body]) => {
      const place = v.safeParse(placeSchema, deserialized(body));
      return place.success ? [[id, place.output] as const] : [];
    });
    const isOld = known.output.v === 1;
    const one = this.#database.prepare('SELECT body FROM entries WHERE id = ?');
    const entriesIn = (id: number): unknown =>
      isOld ? Object(deserialized(bodies.get(id))).entries : deserialized(one.get(id)?.body);
    return {
      self: known.output,
      places: new Map(places),
      entriesOf(id) {
        const entries = entriesIn(id);
        return v.is(entriesSchema, entries) ? entries : [];
      },
    };
  }

  /** Takes for written what `kept` was, which the model has now. */
  holds({ places }: Model, { self }: Kept): void {
    if (self.v === 2) for (const place of places) this.#written.set(place.id, place);
  }

  /** Writes what has changed since the last time, all of it or nothing. Where nothing has, the disk is left alone. */
  write(model: Model, remembered: Remembered): void {
    const changed = model.places.filter((place) => this.#written.get(place.id) !== place);
    const self = serialize(keptSelf(model, remembered));
    if (changed.length === 0 && this.#self?.equals(self)) return;
    const known = new Set(model.places.map(({ id }) => id));
    this.#database.exec('BEGIN');
    try {
      this.#put('self', 0, self);
      for (const place of changed) {
        const { id, entries } = place;
        this.#put('places', id, serialize(keptPlace(place, model)));
        if (this.#written.get(id)?.entries !== entries)
          this.#put('entries', id, serialize(keptEntries(entries)));
      }
      for (const table of ['places', 'entries'] as const)
        this.#database
          .prepare(`DELETE FROM ${table} WHERE id NOT IN (SELECT value FROM json_each(?))`)
          .run(JSON.stringify([...known]));
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
    this.#self = self;
    for (const place of changed) this.#written.set(place.id, place);
    for (const id of this.#written.keys()) if (!known.has(id)) this.#written.delete(id);
  }

  close(): void {
    this.#database.close();
  }

  #put(table: 'self' | 'places' | 'entries', id: number, body: Buffer): void {
    this.#database
      .prepare(
        `INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      )
      .run(id, body);
  }

  #rows(table: 'self' | 'places'): [number, Uint8Array][] {
    return this.#database
      .prepare(`SELECT id, body FROM ${table}`)
      .all()
      .flatMap(({ id, body }) =>
        typeof id === 'number' && body instanceof Uint8Array ? [[id, body]] : [],
      );
  }
}

/** What was serialized; undefined for what was not, or by another Node. */
function deserialized(body: unknown): unknown {
  try {
    return body instanceof Uint8Array ? deserialize(body) : undefined;
  } catch {
    return undefined;
  }
}
