/** Ways in which a database may be damaged, and all that is found then. The store is that of `aConversation`. */
import type { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { bodyOf } from '../../server/store/sqlite/body.ts';

/** The event `seq` of #Tea reads otherwise, and nothing follows from it. */
const set = (seq: number, change: string) => (db: DatabaseSync) => {
  const changes = [
    'UPDATE versions SET event = json_set(event, CHANGE) WHERE of = ID',
    `UPDATE events SET event = json_set(event, CHANGE) WHERE id = ID AND event NOT LIKE '%elsewhere%'`,
  ].map((sql) => db.prepare(sql.replace('CHANGE', change).replace('ID', idOf(seq))).run().changes);
  expect(changes).to.include(1);
};

const idOf = (seq: number): string =>
  `(SELECT id FROM events WHERE log = (SELECT id FROM logs WHERE key = '#tea') AND seq = ${seq})`;

const run = (sql: string) => (db: DatabaseSync) => db.exec(sql);

const without2 = run(`DELETE FROM events WHERE id = ${idOf(2)}`);

/** What the index has of a message, put into it or taken out. */
function inIndex(db: DatabaseSync, seq: number, text: string, what: 'in' | 'out'): void {
  const { id, log, author, from } =
    db
      .prepare(
        `SELECT id, log, author, event ->> 'from' AS "from" FROM events WHERE id = ${idOf(seq)}`,
      )
      .get() ?? {};
  const at = { room: '#Tea', seq, at: '', from: String(from ?? 'ana'), kind: 'say' as const };
  const body = bodyOf(Number(log), String(author), { ev: 'message', ...at, text }) ?? '';
  const sql =
    what === 'in'
      ? 'INSERT INTO search (rowid, body) VALUES (?, ?)'
      : "INSERT INTO search (search, rowid, body) VALUES ('delete', ?, ?)";
  db.prepare(sql).run(Number(id), body);
}

type Damage = [done: string, change: (db: DatabaseSync) => unknown, ...found: RegExp[]];

/** What was done to the database, and what is found. */
export const damages: readonly Damage[] = [
  ['an event is missing', without2, /^#Tea:2 is missing\.$/],
  [
    'several events are missing',
    run(`DELETE FROM events WHERE id IN (${idOf(2)}, ${idOf(3)}, ${idOf(4)})`),
    /^#Tea:2 to 4 are missing\.$/,
  ],
  [
    'the oldest event is missing',
    run("UPDATE logs SET floor = -1 WHERE key = '#tea'"),
    /^#Tea:0 is missing\.$/,
  ],
  [
    'an event that was removed is there',
    run("UPDATE logs SET floor = 1 WHERE key = '#tea'"),
    /^#Tea:1 is there, though all up to 1 was removed\.$/,
  ],
  [
    'a log is missing',
    run("DELETE FROM logs WHERE key LIKE '@%'"),
    /^Event \d+ is in log \d+, which is not there\.$/,
  ],
  [
    'an event is no JSON',
    run(`UPDATE events SET event = '{"ev":"top' WHERE id = ${idOf(2)}`),
    /^#Tea:2 is no event: \{"ev":"top$/,
  ],
  ['an event is of no kind', set(2, "'$.ev', 'tropic'"), /^#Tea:2 is no event: \{"ev":"tropic"/],
  ['an event has no time', set(2, "'$.at', 'noon'"), /^#Tea:2 is no event: /],
  [
    'the latest version of an event is missing',
    run(`DELETE FROM versions WHERE of = ${idOf(1)}`),
    /^#Tea:1 is no event: undefined$/,
    /^The search index has words that are not those of #Tea:1\.$/,
  ],
  ['an event has another seq', set(11, "'$.seq', 12"), /^#Tea:11 says that it is 12\.$/],
  [
    'an event is of another room',
    set(11, "'$.room', '#Coffee'"),
    /^#Tea:11 says that it is in #Coffee\.$/,
  ],
  [
    'a private event is of another log',
    run(`UPDATE events SET event = json_set(event, '$.log', '@2') WHERE event LIKE '%psst%'`),
    /^@\w+:1 says that it is in @2\.$/,
  ],
  [
    'time goes back',
    set(11, "'$.at', '2020-01-01T00:00:00.000Z'"),
    /^#Tea:11 is of 2020-01-01T00:00:00\.000Z, and what is before it of 20.+Z\.$/,
  ],
  [
    'a reaction is to itself',
    set(11, "'$.of', 11"),
    /^#Tea:11 is about 11, which is not before it/,
  ],
  [
    'a reaction is to a topic',
    set(11, "'$.of', 2"),
    /^#Tea:11 is about 2, .* no message but topic/,
  ],
  [
    'a deleted text is there',
    set(5, "'$.text', 'a Secret'"),
    /^#Tea:5 was deleted, and its text is still there\.$/,
  ],
  [
    'an edit of what was deleted has its text',
    set(8, "'$.text', 'hush now'"),
    /^#Tea:8 is an edit of 7, which was deleted, and its text is still there\.$/,
  ],
  [
    'an edit that was replaced has its text',
    set(3, "'$.text', 'one two'"),
    /^#Tea:3 is an edit of 1 that another replaced, and its text is still there\.$/,
  ],
  [
    'a version that was replaced has its text',
    run(
      `INSERT INTO versions SELECT -1, of, '{"text":"one"}' FROM versions WHERE of = ${idOf(1)} LIMIT 1`,
    ),
    /^Version -1 of event \d+ was replaced, and its text is still there\.$/,
  ],
  [
    'an event that has a version has its text',
    run(`UPDATE events SET event = json_set(event, '$.text', 'one') WHERE id = ${idOf(1)}`),
    /^#Tea:1 was replaced by a version, and its text is still there\.$/,
  ],
  [
    'a message does not read as it was edited',
    set(4, "'$.text', 'three'"),
    /^#Tea:4 is the last edit of 1, which reads otherwise\.$/,
  ],
  [
    'a deletion did not happen',
    set(7, "'$.deleted', 11"),
    /^#Tea:7 says that it was deleted by 11, which did not do it\.$/,
    /^#Tea:9 deleted 7, which reads as if that had not happened\.$/,
  ],
  [
    'the index does not know a message',
    (db) => inIndex(db, 10, 'Größe', 'out'),
    /^The search index does not know #Tea:10\.$/,
  ],
  [
    'the index has a text that was deleted',
    (db) => inIndex(db, 5, 'a Secret', 'in'),
    /^The search index has words that are not those of #Tea:5\.$/,
  ],
  [
    'the index has the words before an edit',
    (db) => {
      inIndex(db, 1, 'one two three', 'out');
      inIndex(db, 1, 'one two', 'in');
    },
    /^The search index lacks words of #Tea:1\.$/,
  ],
  [
    'the index has words in another order',
    (db) => {
      inIndex(db, 1, 'one two three', 'out');
      inIndex(db, 1, 'one three two', 'in');
    },
    /^The search index has other words for #Tea:1\.$/,
  ],
  [
    'the index has an event that is not there',
    run("INSERT INTO search (rowid, body) VALUES (9, 'nothing')"),
    /^The search index has words that are not those of #Tea:9\.$/,
  ],
  [
    'the indexes are ahead of their cursor',
    run(`UPDATE meta SET value = (SELECT max(id) - 1 FROM events) WHERE key = 'indexed'`),
    /^The search index has words of event \d+, which it has not come to yet\.$/,
  ],
  [
    'what somebody was answered is not remembered',
    run("DELETE FROM answers WHERE tag = 'a7'"),
    /^What \S+ was answered for #Tea:7 is not remembered\.$/,
  ],
  [
    'a row does not say which events are in it',
    run(`UPDATE events SET ids = '1' WHERE id = ${idOf(2)}`),
    /^The row of event \d+ has 1 events and the ids "1"\.$/,
  ],
  [
    'a session is no JSON',
    run(`UPDATE sessions SET state = '{' WHERE id = (SELECT min(id) FROM sessions)`),
    /^The session \S+ can't be read\.$/,
  ],
  [
    'a session is nobody’s',
    run(`UPDATE sessions SET person = 'guest:0' WHERE id = (SELECT min(id) FROM sessions)`),
    /^The session \S+ is of guest:0, who is not kept\.$/,
  ],
  [
    'an account is nobody’s',
    run(`INSERT INTO accounts VALUES (9, 'guest:0', '{"v":1,"secret":"x","since":1}')`),
    /^The account guest:0 is of a person who is not kept\.$/,
  ],
  [
    'what is set for the server makes no sense',
    run(`INSERT INTO meta VALUES ('regime', '{"v":1}')`),
    /^What is set for the whole server can't be read\.$/,
  ],
  [
    'an account has no secret',
    run(
      `INSERT INTO accounts SELECT 9, identity, '{"v":1}' FROM persons WHERE state LIKE '%"ana"%'`,
    ),
    /^The account guest:\S+ can't be read\.$/,
  ],
  [
    'a person is no JSON',
    run(`UPDATE persons SET state = '{' WHERE state LIKE '%"ana"%'`),
    /^The person guest:\S+ can't be read\.$/,
  ],
  [
    'two persons have one nick',
    run(`UPDATE persons SET state = json_set(state, '$.nick', 'ANA') WHERE state LIKE '%"bob"%'`),
    /^guest:\S+ and guest:\S+ are both called (ANA|ana)\.$/,
  ],
  [
    'a nick is none',
    run(`UPDATE persons SET state = json_set(state, '$.nick', 'a b') WHERE state LIKE '%"bob"%'`),
    /^guest:\S+ is called a b, but a nick is made of letters/,
  ],
  [
    'an answer is left of a session that is over',
    run("INSERT INTO answers VALUES (99, 'guest:0', 1, 't', 'nick', '{}')"),
    /^The answer to t of guest:0 is kept, and the session is not\.$/,
  ],
  [
    'a room is spelled like another',
    run(`UPDATE logs SET about = '{"name":"#Coffee"}' WHERE key = '#tea'`),
    /^The log #tea is called #Coffee\.$/,
  ],
  [
    'a room has no spelling',
    run(`UPDATE logs SET about = NULL WHERE key = '#tea'`),
    /^The log #tea does not say how its room is spelled\.$/,
  ],
  [
    'a private log is nobody’s',
    run(`UPDATE logs SET about = '{}' WHERE key LIKE '@%'`),
    /^The log @\w+ does not say whose it is\.$/,
  ],
  ['an index is missing', run('DROP INDEX answers_of'), /^The index answers_of is missing\.$/],
];
