/**
 * The tables, as a list of steps from an empty file to the present, and what several ask of them. A step that was ever
 * released is never changed.
 */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';
import { StoreError } from './errors.ts';
import { foldSharpS } from './sharp-s.ts';

/** What takes the database from one schema to the next. */
export type Migration = (db: DatabaseSync) => void;

/** The first one is for an empty file. */
export const migrations: readonly Migration[] = [
  (db) => {
    db.exec(`
      -- store: names the number space. version: the Parlance that wrote it last. indexed: the cursor of search and tags.
      CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
      -- about: JSON. floor: the last seq that was removed. A log that was forgotten has no key until its events are blank.
      CREATE TABLE logs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, about TEXT, floor INTEGER NOT NULL DEFAULT 0
      );
      -- In the order in which they were committed, which is the order of their times. event: JSON, as the log has it or
      -- as versions.ts left it. Those of logs that are not there any more are blank.
      CREATE TABLE events (
        id INTEGER PRIMARY KEY, log INTEGER NOT NULL, seq INTEGER NOT NULL,
        author TEXT NOT NULL, tag TEXT, done TEXT, event TEXT NOT NULL,
        UNIQUE (log, seq)
      );
      -- What events read now that have become longer; of each the last one counts. of: the id of the event.
      CREATE TABLE versions (id INTEGER PRIMARY KEY, of INTEGER NOT NULL, event TEXT NOT NULL);
      CREATE INDEX versions_of ON versions (of, id);
      -- The longest unchanged first. state: JSON.
      CREATE TABLE sessions (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, state TEXT NOT NULL);
      -- after: the id of the last event before. outcome: JSON.
      CREATE TABLE answers (
        id INTEGER PRIMARY KEY, identity TEXT NOT NULL, after INTEGER NOT NULL,
        tag TEXT NOT NULL, done TEXT NOT NULL, outcome TEXT NOT NULL
      );
      CREATE INDEX answers_of ON answers (identity, id);
      -- Which events answer tagged commands of sessions that are not over, up to meta.indexed.
      CREATE TABLE tags (author TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (author, event)) WITHOUT ROWID;
      -- Of each message up to meta.indexed, under its event's id, what body.ts makes of it.
      CREATE VIRTUAL TABLE search USING fts5 (body, content = '', columnsize = 0, tokenize = 'ascii');
      INSERT INTO search (search, rank) VALUES ('automerge', 8);
      INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
      INSERT INTO meta VALUES ('indexed', 0);
    `);
    db.prepare("INSERT INTO meta VALUES ('store', ?)").run(randomUUID());
  },
  // From here on `done`, of events and answers, is the command's name, a blank and its digest. Before it was the name.
  () => {},
  // What a word is has changed, and search knows authors: it is made anew from the events, behind the commits.
  (db) => {
    db.exec(`
      DROP TABLE search;
      CREATE VIRTUAL TABLE search USING fts5 (body, content = '', columnsize = 0, tokenize = 'ascii');
      INSERT INTO search (search, rank) VALUES ('automerge', 8);
      INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
      -- tagged: the events up to here were in tags when search was begun anew.
      INSERT INTO meta SELECT 'tagged', value FROM meta WHERE key = 'indexed';
      UPDATE meta SET value = 0 WHERE key = 'indexed';
    `);
  },
  foldSharpS,
  // A row of events holds what one turn added to one log: see row.ts. Up to meta.indexed, or meta.tagged if that is more,
  // the tags of events stand in answers, which are in the order of (after, id): so they stay when the events go.
  (db) => {
    db.exec(`
      ALTER TABLE events ADD COLUMN ids TEXT;
      INSERT INTO answers (identity, after, tag, done, outcome)
        SELECT author, id - 1, tag, done, iif(
          now ->> 'room' IS NULL, json_object('log', now ->> 'log', 'seq', seq), json_object('room', now ->> 'room', 'seq', seq)
        ) FROM (
          SELECT events.*, coalesce(
            (SELECT versions.event FROM versions WHERE of = events.id ORDER BY versions.id DESC LIMIT 1), events.event
          ) AS now
          FROM tags JOIN events ON events.id = tags.event
        ) ORDER BY id;
      DROP TABLE tags;
    `);
  },
  // A session has a key of its own, and is one of a person's. Before, a guest and their session were one, under one
  // identity: that is the key of such a session, also of the rows of events that name none.
  (db) => {
    db.exec(`
      ALTER TABLE sessions RENAME TO guests;
      -- state: JSON.
      CREATE TABLE persons (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, state TEXT NOT NULL);
      INSERT INTO persons SELECT id, identity, json_patch(
        json_remove(state, '$.token', '$.secret', '$.current'),
        json_object('v', 1, 'privates', json((SELECT json_group_array(value ->> 0) FROM json_each(state, '$.privates'))))
      ) FROM guests ORDER BY id;
      -- The longest unchanged first. person: an identity. state: JSON.
      CREATE TABLE sessions (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, person TEXT NOT NULL, state TEXT NOT NULL
      );
      INSERT INTO sessions SELECT id, identity, identity, json_patch('{}', json_object(
        'v', iif(state ->> 'token' IS NULL, 3, NULL), 'token', state ->> 'token', 'secret', state ->> 'secret',
        'current', state ->> 'current', 'arrived', json(state -> 'privates')
      )) FROM guests ORDER BY id;
      DROP TABLE guests;
      ALTER TABLE answers RENAME COLUMN identity TO session;
      ALTER TABLE events ADD COLUMN session TEXT;
    `);
  },
  // Persons may be accounts, which stay when their last session is over.
  (db) => {
    db.exec(`
      -- identity: of the person. state: JSON.
      CREATE TABLE accounts (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, state TEXT NOT NULL);
    `);
  },
  // Which accounts messages call: of those that were said before, nobody knows.
  (db) => {
    db.exec(`
      -- event: its id. log: the id of its log.
      CREATE TABLE mentions (
        event INTEGER NOT NULL, identity TEXT NOT NULL, log INTEGER NOT NULL, PRIMARY KEY (event, identity)
      ) WITHOUT ROWID;
      CREATE INDEX mentions_of ON mentions (identity, log, event);
    `);
  },
  // How long, in milliseconds, the events of a log are kept; as long as any where it is 0 or nothing.
  (db) => {
    db.exec('ALTER TABLE logs ADD COLUMN retention INTEGER');
  },
];

/** From this schema on, what search holds is what body.ts makes now. */
export const SEARCH_SCHEMA = 3;
/** From this schema on, a row of events may hold several. */
export const ROWS_SCHEMA = 5;
/** From this schema on, sessions are one thing and persons another. */
export const SESSIONS_SCHEMA = 6;
/** From this schema on, there are accounts. */
export const ACCOUNTS_SCHEMA = 7;

/** In SQL, the last seq ever given in a row of `logs`, also when its event was removed. */
export const END_OF_LOG =
  'coalesce((SELECT max(seq) FROM events WHERE log = logs.id), floor) AS "end"';

/** What `meta` has under a key: what the first step says, and, once there was a turn, the number of the last one. */
export const metaOf = (
  db: DatabaseSync,
  key: 'store' | 'version' | 'indexed' | 'tagged' | 'turn' | 'regime',
): unknown => db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.value;

/** In SQL, the last row of events whose tags are among the answers. */
export const LAST_TAGGED = "(SELECT max(value) FROM meta WHERE key IN ('indexed', 'tagged'))";

/** Which schema a database has: so many steps were done. */
export const schemaOf = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.user_version);

/** Takes the database step by step to the last schema of the list; one that is beyond it is refused. */
export function migrate(
  db: DatabaseSync,
  version: string,
  list: readonly Migration[] = migrations,
): void {
  const from = schemaOf(db);
  if (from > list.length) {
    throw new StoreError(
      `The database is from a newer Parlance (${metaOf(db, 'version')}, schema ${from}); this is ${version}, which knows schemas up to ` +
        `${list.length}. Start that version, or put back a backup from before it was used.`,
    );
  }
  list.slice(from).forEach((step, n) => {
    transaction(db, () => {
      step(db);
      db.exec(`PRAGMA user_version = ${from + n + 1}`);
    });
  });
  if (metaOf(db, 'version') === version) return;
  db.prepare("INSERT OR REPLACE INTO meta VALUES ('version', ?)").run(version);
}
