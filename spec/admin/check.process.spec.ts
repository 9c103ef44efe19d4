import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { check } from '../../server/admin/check.ts';
import { bodyOf } from '../../server/store/sqlite/body.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { newDirectory, newFolder } from '../support/folders.ts';
import { parlance, type Running } from '../support/process.ts';
import { aConversation, copyOf, meddle } from './directories.ts';

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

/** What was done to the database, and all that is found then. */
const damages: [done: string, change: (db: DatabaseSync) => unknown, ...found: RegExp[]][] = [
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

describe('check', () => {
  let sound: string;
  before(async () => {
    sound = await aConversation();
  });

  /** All that is found; the last sentence is the summary. */
  async function found(directory: string): Promise<string[]> {
    const { sentences, isSound } = await check(directory);
    expect(sentences.at(-1)).to.match(
      isSound ? / is sound; checked: / : / has \d+ faults?(; checked: |\.$)/,
    );
    expect(isSound).to.equal(sentences.length === 1);
    return sentences.slice(0, -1);
  }

  function damaged(change: (db: DatabaseSync) => unknown): string {
    const directory = copyOf(sound);
    meddle(directory, change);
    return directory;
  }

  it('says of a sound database how much there is in it', async () => {
    const { sentences, isSound } = await check(sound);
    expect(isSound).to.equal(true);
    expect(sentences).to.deep.equal([
      `${databaseIn(sound)} is sound; checked: 1 room, 1 private log, 12 events, 2 sessions.`,
    ]);
  });

  for (const [done, change, ...patterns] of damages) {
    it(`finds that ${done}`, async () => {
      const sentences = await found(damaged(change));
      expect(sentences, sentences.join('\n')).to.have.length(patterns.length);
      for (const [n, pattern] of patterns.entries()) expect(sentences[n]).to.match(pattern);
    });
  }

  it('finds a page of the file that was overwritten', async () => {
    const directory = copyOf(sound);
    let place = 0;
    meddle(directory, (db) => {
      const size = Number(db.prepare('PRAGMA page_size').get()?.page_size);
      const index =
        "SELECT rootpage AS page FROM sqlite_schema WHERE name LIKE '%autoindex_events%'";
      place = (Number(db.prepare(index).get()?.page) - 1) * size;
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    });
    writeAt(directory, place, Buffer.alloc(2000, 'x'));
    const sentences = await found(directory);
    expect(sentences.join('\n')).to.match(/^SQLite finds: /);
  });

  it('tells some of each kind, and how many more there are', async () => {
    const sentences = await found(
      damaged((db) => {
        const put = db.prepare("INSERT INTO answers VALUES (?, 'guest:0', 1, 't', 'nick', '[')");
        for (let id = 1000; id < 1030; id += 1) put.run(id);
        db.exec(
          "INSERT INTO search (rowid, body) WITH RECURSIVE n (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM n LIMIT 25) SELECT n, 'x' FROM n",
        );
      }),
    );
    expect(sentences).to.have.length(2 * 21);
    expect(sentences).to.include('… and 5 more faults of the search index.');
    expect(sentences).to.include('… and 40 more faults of answers.');
  });

  it('looks at a log that was forgotten, as far as it is left', async () => {
    const directory = damaged((db) => {
      db.exec(`
        UPDATE logs SET key = NULL, about = NULL WHERE key = '#tea';
        UPDATE meta SET value = 0 WHERE key = 'indexed';
        INSERT INTO search (search) VALUES ('delete-all');
      `);
    });
    expect(await found(directory)).to.deep.equal([]);
  });

  describe('as a command', () => {
    const started: Running[] = [];
    const ran = async (args: string[], env?: Record<string, string>) => {
      const process = parlance(args, env);
      started.push(process);
      const code = await process.exited;
      return { code, said: process.stdout() + process.stderr() };
    };
    after(() => Promise.all(started.map((process) => process.stop())));

    it('ends with 0 when all is well, and with 1 when it is not', async () => {
      const bad = damaged(without2);
      const [well, ill] = await Promise.all([
        ran(['check', '--data', sound]),
        ran(['check'], { PARLANCE_DATA: bad }),
      ]);
      expect(well.said).to.match(/^\S+ is sound; checked: [^\n]+\n$/);
      expect(well.code).to.equal(0);
      expect(ill.said).to.match(/^#Tea:2 is missing\.\n\S+ has 1 fault; checked: [^\n]+\n$/);
      expect(ill.code).to.equal(1);
    });

    it('says what it can’t check', async () => {
      const torn = copyOf(sound);
      truncateSync(databaseIn(torn), 5000);
      const none = copyOf(sound);
      writeFileSync(databaseIn(none), 'Dear diary, today I had tea. '.repeat(200));
      const newer = damaged(run('PRAGMA user_version = 99'));
      const empty = newFolder();
      writeFileSync(databaseIn(empty), '');
      const said = await Promise.all(
        [torn, none, newer, empty, newDirectory()].map((data) => ran(['check', '--data', data])),
      );
      expect(said.map(({ code }) => code)).to.deep.equal([1, 1, 1, 1, 1]);
      const patterns = [
        /is damaged|SQLite finds/,
        /^parlance check: \S+ is not a database of Parlance\.\n$/,
        /^parlance check: \S+ is from a newer Parlance \(schema 99\)/,
        /^parlance check: \S+ is empty: no server has ever kept anything in it\.\n$/,
        /^parlance check: There is no database in \S+: say with --data where the server keeps it\.\n$/,
      ];
      for (const [n, pattern] of patterns.entries()) expect(said[n]?.said).to.match(pattern);
    });

    it('ends with 2 when it is asked wrongly', async () => {
      const wrong = [['check', '--dataa', 'x'], ['export'], ['export', 'tea'], ['backup']];
      wrong.push(['export', '#tea', '--format', 'html']);
      const said = await Promise.all(wrong.map((args) => ran(args)));
      expect(said.map(({ code }) => code)).to.deep.equal([2, 2, 2, 2, 2]);
      expect(said[2]?.said).to.include("A room's name starts with #.");
    });
  });
});

function writeAt(directory: string, place: number, bytes: Buffer): void {
  const file = openSync(databaseIn(directory), 'r+');
  writeSync(file, bytes, 0, bytes.length, place);
  closeSync(file);
}
