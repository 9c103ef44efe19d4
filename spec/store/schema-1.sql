-- A database of schema 1, as the first Parlance that kept logs wrote it: two rooms, a session and what it was answered.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, about TEXT, floor INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE events (
  id INTEGER PRIMARY KEY, log INTEGER NOT NULL, seq INTEGER NOT NULL,
  author TEXT NOT NULL, tag TEXT, done TEXT, event TEXT NOT NULL,
  UNIQUE (log, seq)
);
CREATE TABLE versions (id INTEGER PRIMARY KEY, of INTEGER NOT NULL, event TEXT NOT NULL);
CREATE INDEX versions_of ON versions (of, id);
CREATE TABLE sessions (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, state TEXT NOT NULL);
CREATE TABLE answers (
  id INTEGER PRIMARY KEY, identity TEXT NOT NULL, after INTEGER NOT NULL,
  tag TEXT NOT NULL, done TEXT NOT NULL, outcome TEXT NOT NULL
);
CREATE INDEX answers_of ON answers (identity, id);
CREATE TABLE tags (author TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (author, event)) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (body, content = '', columnsize = 0, tokenize = 'ascii');
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

INSERT INTO meta VALUES ('store', '5f0c7a52-6c0e-4f1a-9d53-000000000001'), ('version', '0.1.0'), ('indexed', 8);
INSERT INTO logs VALUES (1, '#dev', '{"name":"#dev","topic":"ships"}', 4), (2, '#tea', '{"name":"#tea"}', 0);
INSERT INTO events VALUES
  (7, 1, 5, 'guest:1', 't1', 'msg', '{"ev":"message","room":"#dev","seq":5,"at":"2026-11-20T08:00:00.000Z","from":"ann","kind":"say","text":"the ship sails"}'),
  (8, 2, 1, 'guest:2', NULL, NULL, '{"ev":"message","room":"#tea","seq":1,"at":"2026-11-20T08:00:01.000Z","from":"bob","kind":"say","text":"green or black?"}'),
  (9, 1, 6, 'guest:1', NULL, NULL, '{"ev":"message","room":"#dev","seq":6,"at":"2026-11-20T08:00:02.000Z","from":"ann","kind":"say","text":"a new ship"}');
INSERT INTO search (rowid, body) VALUES (7, '§1 ¤ann the ship sails'), (8, '§2 ¤bob green or black?');
INSERT INTO tags VALUES ('guest:1', 7);
INSERT INTO sessions VALUES (3, 'guest:1', '{"nick":"ann"}');
INSERT INTO answers VALUES (1, 'guest:1', 7, 't2', 'nick', '{"nick":"ann"}');
PRAGMA user_version = 1;
