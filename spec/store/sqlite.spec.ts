/** The log in a SQLite database: the contract, and that it is there again after whatever has happened. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { logKey } from '../../grammar/names.ts';
import { databaseIn, walOf } from '../../server/store/sqlite/files.ts';
import { type Migration, migrate, migrations } from '../../server/store/sqlite/schema.ts';
import type { SqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { newDirectory } from '../support/folders.ts';
import { HandClock } from '../support/hand-clock.ts';
import { repository } from '../support/repository.ts';
import { storeContract } from './contract.ts';
import { open, openThreads, refusal, TIDY_MS } from './directories.ts';
import { indexProblems } from './index-problems.ts';
import { actsLikeAList } from './law.ts';
import {
  dev,
  entry,
  message,
  part,
  search,
  secret,
  seqs,
  session,
  tagged,
  tea,
  time,
  turn,
} from './records.ts';

/** The same log, whose index is brought up to the last event before each look into it, and which removes at once what is too old. */
function eager(store: SqliteStore, clock: HandClock): SqliteStore {
  const { search, answers, append } = store;
  return Object.assign(store, {
    append: async (turn) => {
      const outcome = await append.call(store, turn);
      if (turn.entries.some(({ retention }) => retention !== undefined)) clock.pass(TIDY_MS);
      return outcome;
    },
    search: (...given) => store.finishIndex().then(() => search.apply(store, given)),
    answers: (...given) => store.finishIndex().then(() => answers.apply(store, given)),
  } satisfies Partial<Store>);
}

storeContract('in a SQLite database', async () => {
  const clock = new HandClock();
  return eager(await open(newDirectory(), {}, clock), clock);
});

describe('a SQLite database with its threads, whose index is behind', () => {
  it('does what a list would do, too', async () =>
    actsLikeAList(await openThreads(newDirectory())));
});

describe('a SQLite database in which much is said', () => {
  it('writes its write-ahead log anew from the start before that has 10 MB', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    const said = 'x'.repeat(4000);
    for (let after = 0; after < 2800; after += 100) {
      const records = Array.from({ length: 100 }, (_, n) => message(dev, after + n + 1, said));
      await store.append(turn({ log: dev, after, records }));
    }
    expect(statSync(walOf(databaseIn(directory))).size).to.be.below(10 * 1024 * 1024);
    expect(await seqs(store)).to.have.length(2800);
  });
});

describe('a SQLite database that is opened again', () => {
  it('gives back logs, persons, accounts, sessions and their order, and the time of the last event', async () => {
    const directory = newDirectory();
    const first = await open(directory);
    const about = { name: '#dev', topic: { text: 'ships', from: 'ann' } };
    const [ann, bob] = ['ann', 'bob'].map((nick, n) => ({
      identity: `guest:${n}`,
      state: { nick },
    }));
    if (ann === undefined || bob === undefined) throw new Error('nobody');
    const anna = { ...ann, state: { nick: 'anna' } };
    const [desk, phone, other] = [session('desk'), session('phone'), session('other')];
    await first.append({
      entries: [{ ...entry(dev, 0, 3), about }, entry(tea, 0, 1)],
      persons: [ann, bob, { identity: 'guest:3', state: {} }],
      accounts: [
        { identity: bob.identity, state: { secret: 'a' } },
        { identity: ann.identity, state: { secret: 'b' } },
        { identity: 'guest:3', state: { secret: 'd' } },
      ],
      regime: { codes: 1 },
      sessions: [desk, phone, other],
    });
    await first.append({
      entries: [{ ...entry(secret, 0, 5), about: { pair: ['guest:1', 'guest:2'] } }],
      persons: [anna, { identity: 'guest:3' }],
      accounts: [{ identity: bob.identity, state: { secret: 'c' } }, { identity: 'guest:3' }],
      regime: { codes: 2 },
      sessions: [desk, { key: 'other', person: 'guest:1' }],
    });
    await first.close();

    const second = await open(directory);
    expect(second.id).to.equal(first.id);
    const { logs, persons, accounts, sessions, regime, latest } = await second.recall();
    expect(regime).to.deep.equal({ codes: 2 });
    expect(logs).to.have.deep.members([
      { log: dev, end: 3, about, latest: Date.parse(message(dev, 1).event.at) },
      { log: tea, end: 1, about: undefined, latest: Date.parse(message(tea, 1).event.at) },
      { log: secret, end: 5, about: { pair: ['guest:1', 'guest:2'] } },
    ]);
    expect(persons).to.deep.equal([anna, bob]);
    expect(accounts).to.deep.equal([
      { identity: bob.identity, state: { secret: 'c' } },
      { identity: ann.identity, state: { secret: 'b' } },
    ]);
    expect(sessions).to.deep.equal([phone, desk]);
    expect(latest).to.equal(Date.parse(message(secret, 5).event.at));
    expect(await second.read(secret, part())).to.deep.equal(entry(secret, 0, 5).records);
    expect((await second.append(turn(entry(dev, 3, 4)))).is).to.equal('done');
  });

  it('finds again what was said, and knows what was answered', async () => {
    const directory = newDirectory();
    const first = await open(directory);
    const records = [tagged(message(dev, 1, 'tea?'), 't')];
    const told = { tag: 'n', done: 'nick', outcome: { nick: 'ann' } } as const;
    const sessions = [session('desk', told)];
    await first.append({ ...turn({ log: dev, after: 0, records }), sessions });
    await first.close();
    const second = await open(directory);
    expect((await second.search(search('tea'))).map(({ message }) => message)).to.deep.equal([
      records[0]?.event,
    ]);
    expect((await second.answers('desk')).map(({ tag }) => tag)).to.deep.equal(['t', 'n']);
  });

  it('has forgotten what was forgotten', async () => {
    const directory = newDirectory();
    const clock = new HandClock();
    const first = await open(directory, {}, clock);
    await first.append(turn(entry(dev, 0, 1000), entry(tea, 0, 1)));
    await first.append({ ...turn(entry(tea, 1, 2)), forgotten: [dev] });
    clock.pass(TIDY_MS);
    await first.close();
    const second = await open(directory);
    expect((await second.recall()).logs.map(({ log }) => log)).to.deep.equal([tea]);
    await second.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
    expect(readFileSync(databaseIn(directory), 'latin1')).not.to.contain('number 1000');
  });

  it('is another number space in another directory', async () => {
    expect((await open(newDirectory())).id).not.to.equal((await open(newDirectory())).id);
  });

  it('is for nobody else to read', async () => {
    const directory = join(newDirectory(), 'made', 'here');
    await open(directory);
    expect(statSync(directory).mode & 0o777).to.equal(0o700);
    const files = readdirSync(directory).sort();
    expect(files).to.deep.equal([
      'parlance.db',
      'parlance.db-shm',
      'parlance.db-wal',
      'parlance.lock',
      'parlance.store',
    ]);
    for (const file of files) {
      expect(statSync(join(directory, file)).mode & 0o777, file).to.equal(0o600);
    }
  });

  it('cannot be opened where there is no directory to be made', async () => {
    expect(await refusal('/dev/null/data')).to.match(/\/dev\/null\/data/);
  });
});

describe('the index of a SQLite database', () => {
  it('is known to lack what was added since it was brought up, also after a restart', async () => {
    const directory = newDirectory();
    const first = await open(directory);
    const edited = { ...message(dev, 2, 'better').event, edited: 4 };
    await first.append(turn(entry(dev, 0, 3), entry(tea, 0, 1)));
    await first.append(turn({ ...entry(dev, 3, 4), amended: [edited] }));
    expect(first.searchLag).to.deep.equal({ events: 5, since: time(1) });
    await first.finishIndex();
    expect(first.searchLag).to.deep.equal({ events: 0 });
    await first.append(turn(entry(dev, 4, 6)));
    await first.close();
    const second = await open(directory);
    expect(second.searchLag).to.deep.equal({ events: 2, since: time(5) });
    await second.finishIndex();
    expect(second.searchLag).to.deep.equal({ events: 0 });
  });

  it('is known to come nearer to the last event, step by step', async () => {
    const store = await open(newDirectory());
    await store.append(turn(entry(dev, 0, 2500)));
    const finished = store.finishIndex();
    const seen: number[] = [];
    const ages: number[] = [];
    while (seen.at(-1) !== 0) {
      const { events, since } = store.searchLag;
      seen.push(events);
      if (since !== undefined) ages.push(since);
      await setImmediate();
    }
    await finished;
    expect(new Set(ages).size).to.be.above(1);
    expect(ages).to.deep.equal(ages.toSorted((a, b) => a - b));
    expect(seen.filter((count) => count > 0 && count < 2500)).to.have.length.above(0);
    expect(seen).to.deep.equal(seen.toSorted((a, b) => b - a));
  });

  it('is brought up once for all who ask for it at a time, and turns are committed in between', async () => {
    const store = await open(newDirectory());
    await store.append(turn(entry(dev, 0, 5000)));
    const finished = Promise.all(Array.from({ length: 10 }, () => store.finishIndex()));
    await store.append(turn(entry(dev, 5000, 5001)));
    expect(store.searchLag.events).to.be.above(2000);
    await finished;
    expect(store.searchLag.events).to.equal(0);
  });
});

describe('a database of another version', () => {
  /** A directory with the database that these statements make. */
  function made(sql: string): string {
    const directory = newDirectory();
    mkdirSync(directory, { recursive: true });
    const db = new DatabaseSync(databaseIn(directory));
    db.exec(sql);
    db.close();
    return directory;
  }
  const dump = readFileSync(join(repository, 'spec/store/schema-1.sql'), 'utf8');

  it('of schema 1 is read, searched and written', async () => {
    const store = await open(made(dump));
    expect(await store.recall()).to.deep.equal({
      logs: [
        {
          ...{ log: dev, end: 6, about: { name: '#dev', topic: 'ships' } },
          latest: Date.parse('2026-11-20T08:00:02.000Z'),
        },
        {
          ...{ log: tea, end: 1, about: { name: '#tea' } },
          latest: Date.parse('2026-11-20T08:00:01.000Z'),
        },
      ],
      persons: [{ identity: 'guest:1', state: { nick: 'ann', v: 1, privates: [] } }],
      accounts: [],
      sessions: [{ key: 'guest:1', person: 'guest:1', state: { v: 3 } }],
      latest: Date.parse('2026-11-20T08:00:02.000Z'),
    });
    expect(await seqs(store)).to.deep.equal([5, 6]);
    const found = await store.search(search('SHIP'));
    expect(found.map(({ message }) => message.seq)).to.deep.equal([6, 5]);
    const answers = await store.answers('guest:1');
    expect(answers.map(({ tag, digest }) => [tag, digest])).to.deep.equal([
      ['t1', undefined],
      ['t2', undefined],
    ]);
    expect((await store.append(turn(entry(dev, 6, 7)))).is).to.equal('done');
  });

  it('of schema 1 is searched by words as they are now, and knows its tags meanwhile and later', async () => {
    const directory = made(`${dump}
      UPDATE events SET event = json_set(event, '$.text', '今日は成語しりとりをした') WHERE id = 8;
      INSERT INTO search (search, rowid, body) VALUES ('delete', 8, '§2 ¤bob green or black?');
      INSERT INTO search (rowid, body) VALUES (8, '§2 ¤bob 今日は成語しりとりをした');`);
    const store = await open(directory);
    const tags = async () => (await store.answers('guest:1')).map(({ tag }) => tag);
    expect(await tags()).to.deep.equal(['t1', 't2']);
    expect(await store.search(search('しりとり'))).to.have.length(1);
    const records = [tagged(message(dev, 7), 't3', 'guest:1')];
    await store.append(turn({ log: dev, after: 6, records }));
    await store.finishIndex();
    expect(await store.search(search('しりとり'))).to.have.length(1);
    expect(await tags()).to.deep.equal(['t1', 't2', 't3']);
    await store.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
  });

  it('in which ẞ was a letter of its own has each room under its key of today', async () => {
    const said = (room: string) =>
      JSON.stringify({ ev: 'message', room, seq: 1, at: '2026-11-20T08:00:03.000Z', text: room });
    const state = JSON.stringify({
      nick: 'eve',
      rooms: ['#Maẞ', '#Fuẞ'],
      current: '#maß',
      quiet: ['#fuß', '#maß'],
    });
    const store = await open(
      made(`${dump}
      INSERT INTO logs VALUES (3, '#maß', '{"name":"#Maẞ"}', 0), (4, '#fuß', '{"name":"#Fuẞ"}', 0),
        (5, '#mass', '{"name":"#mass"}', 0);
      INSERT INTO events VALUES (10, 3, 1, 'guest:1', NULL, NULL, '${said('#Maẞ')}'),
        (11, 4, 1, 'guest:1', NULL, NULL, '${said('#Fuẞ')}'), (12, 5, 1, 'guest:1', NULL, NULL, '${said('#mass')}');
      INSERT INTO sessions VALUES (4, 'guest:4', '${state}');`),
    );
    const { logs, persons, sessions } = await store.recall();
    expect(logs.slice(2).map(({ log: key, about }) => [key, about])).to.deep.equal([
      ['#mass_', { name: '#Maẞ_' }],
      ['#fuss', { name: '#Fuẞ' }],
      ['#mass', { name: '#mass' }],
    ]);
    expect(persons[1]?.state).to.deep.include({
      nick: 'eve',
      rooms: ['#Maẞ_', '#Fuẞ'],
      quiet: ['#fuss', '#mass_'],
    });
    expect(sessions[1]?.state).to.deep.include({ current: '#mass_' });
    const roomIn = async (room: string) =>
      (await store.read(logKey(room), { after: 0, before: 2, limit: 9, keep: 'newest' })).map(
        ({ event }) => event,
      );
    expect(await roomIn('#MAẞ_')).to.deep.equal([{ ...JSON.parse(said('#Maẞ')), room: '#Maẞ_' }]);
    expect(await roomIn('#Fuss')).to.deep.equal([JSON.parse(said('#Fuẞ'))]);
    expect(await roomIn('#Maß')).to.deep.equal([JSON.parse(said('#mass'))]);
  });

  it('that is newer is refused, by the name of its version', async () => {
    const said = await refusal(
      made(
        `${dump} UPDATE meta SET value = '7.8.9' WHERE key = 'version'; PRAGMA user_version = 99;`,
      ),
    );
    expect(said)
      .to.match(/newer Parlance/)
      .and.to.contain('7.8.9')
      .and.to.contain('99');
  });

  it('is taken through each further step, once', () => {
    const db = new DatabaseSync(':memory:');
    db.exec(dump);
    const done: number[] = [];
    const list: Migration[] = [
      ...migrations,
      (db) => db.exec('ALTER TABLE logs ADD COLUMN colour TEXT') ?? void done.push(3),
      () => void done.push(4),
    ];
    migrate(db, '0.2.0', list.slice(0, migrations.length + 1));
    migrate(db, '0.3.0', list);
    migrate(db, '0.3.0', list);
    expect(done).to.deep.equal([3, 4]);
    expect(db.prepare('SELECT colour FROM logs WHERE id = 1').get()).to.deep.equal({
      colour: null,
    });
    expect(db.prepare("SELECT value FROM meta WHERE key = 'version'").get()?.value).to.equal(
      '0.3.0',
    );
  });

  it('stays as it was when a step fails', () => {
    const db = new DatabaseSync(':memory:');
    db.exec(dump);
    const broken: Migration = (db) => {
      db.exec('DROP TABLE answers');
      throw new Error('a step that fails');
    };
    expect(() => migrate(db, '0.2.0', [...migrations, broken])).to.throw('a step that fails');
    expect(db.prepare('SELECT session FROM answers').all()).to.have.length(2);
    expect(db.prepare('PRAGMA user_version').get()).to.deep.equal({
      user_version: migrations.length,
    });
  });

  it('is no database at all: it is said so', async () => {
    const directory = newDirectory();
    execFileSync('sh', [
      '-c',
      'mkdir -p "$0" && echo "once upon a time" > "$0/parlance.db"',
      directory,
    ]);
    expect(await refusal(directory))
      .to.match(/is not a database/)
      .and.to.contain(directory);
  });
});
