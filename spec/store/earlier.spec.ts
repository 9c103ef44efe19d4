/**
 * Databases of earlier schemas. A data directory of Parlance 0.2.0, made by it and killed while its index was behind: rooms, edits, deletions, reactions,
 * private logs, and sessions within their grace. `as-it-was.json` is what 0.2.0 itself said of it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Logged } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { backup } from '../../server/admin/backup.ts';
import { check } from '../../server/admin/check.ts';
import { recalled } from '../../server/recalled/index.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { migrate, migrations } from '../../server/store/sqlite/schema.ts';
import type { KeptAnswer, LogRecord, Recalled, Store } from '../../server/store/store.ts';
import { newDirectory } from '../support/folders.ts';
import { repository } from '../support/repository.ts';
import { openServer } from '../support/server.ts';
import { open } from './directories.ts';
import { indexProblems } from './index-problems.ts';
import { dev, message, part, session, tagged, turn } from './records.ts';

interface AsItWas {
  tokens: { ann: string; bob: string };
  kept: Pick<Recalled, 'logs' | 'latest'> & { sessions: { identity: string; state: Guest }[] };
  logs: { [key: string]: LogRecord[] };
  answers: { [identity: string]: KeptAnswer[] };
  found: { [words: string]: string[] };
}

const folder = join(repository, 'spec/store/data-0.2.0');
const asItWas = JSON.parse(readFileSync(join(folder, 'as-it-was.json'), 'utf8')) as AsItWas;

/** A person and their session, which were one. */
interface Guest {
  token: string;
  current: string;
  privates: [string, number][];
}

const personOf = ({ token: _, current: __, privates, ...state }: Guest) => ({
  ...state,
  v: 1,
  privates: privates.map(([key]) => key),
});
const sessionOf = ({ token, current, privates }: Guest) => ({ token, current, arrived: privates });

/** A copy of it. */
function made(): string {
  const directory = newDirectory();
  mkdirSync(directory, { recursive: true });
  writeFileSync(databaseIn(directory), gunzipSync(readFileSync(join(folder, 'parlance.db.gz'))));
  return directory;
}

/** An edit, when what it has changed is deleted. */
function textless(event: Logged): Logged[] {
  if (event.ev !== 'edit') return [];
  const { text: _, ...rest } = event;
  return [rest];
}

describe('a database of Parlance 0.2.0', () => {
  const { kept, logs, answers, found, tokens } = asItWas;

  it('comes up as it was: logs, sessions, answers, and what is found', async () => {
    const directory = made();
    const store = await open(directory);
    expect(await store.recall()).to.deep.equal({
      ...kept,
      logs: kept.logs.map((each) => {
        const at = each.log.startsWith('#') && logs[each.log]?.at(-1)?.event.at;
        return { ...each, ...(at && { latest: Date.parse(at) }) };
      }),
      accounts: [],
      persons: kept.sessions.map(({ identity, state }) => ({ identity, state: personOf(state) })),
      sessions: kept.sessions.map(({ identity: key, state }) => ({
        ...{ key, person: key, state: sessionOf(state) },
      })),
    });
    const rehearse = async () => {
      for (const [key, records] of Object.entries(logs)) {
        const read = await store.read(key as LogKey, part());
        expect(read, key).to.deep.equal(
          records.map((one) => (one.tag === undefined ? one : { ...one, session: one.author })),
        );
      }
      for (const [identity, its] of Object.entries(answers)) {
        expect(await store.answers(identity), identity).to.deep.equal(its);
      }
      for (const [words, places] of Object.entries(found)) {
        const among = kept.logs.map(({ log }) => log);
        const hits = await store.search({ words, logs: among, limit: 100 });
        const place = ({ message: m }: (typeof hits)[number]) =>
          `${'room' in m ? m.room : m.log}:${m.seq}`;
        expect(hits.map(place), words).to.deep.equal(places);
      }
    };
    await rehearse();
    await store.finishIndex();
    await rehearse();
    await store.close();
    expect(indexProblems(databaseIn(directory))).to.deep.equal([]);
    expect((await check(directory)).sentences).to.have.length(1);
  });

  it('is written on, and what it held is edited and deleted for good', async () => {
    const directory = made();
    const store = await open(directory);
    await store.finishIndex();
    const [dev, end] = ['#dev' as LogKey, kept.logs.find(({ log }) => log === '#dev')?.end ?? 0];
    const records = logs['#dev'] ?? [];
    const texts = records.map(({ event }) => ('text' in event ? event.text : '')).filter(Boolean);
    expect(texts.join()).to.contain('long');
    const amended = records.flatMap(({ event }) =>
      event.ev === 'message' ? [{ ...event, text: '', deleted: end + 1 }] : textless(event),
    );
    const next = records.slice(0, 1).map(({ event, author }, n) => ({
      author,
      event: { ...event, seq: end + 1 + n, at: new Date(kept.latest + 1).toISOString() },
    }));
    const added = { log: dev, after: end, records: next, amended };
    expect((await store.append(turn(added))).is).to.equal('done');
    await store.close();
    const bytes = readFileSync(databaseIn(directory), 'latin1');
    expect(bytes).not.to.contain('long long');
    expect(bytes).not.to.contain('sinks');
    expect(bytes).to.contain('late tea 7');
  });

  it('is checked, exported and saved as it is, before a server has taken it over', async () => {
    const directory = made();
    const { sentences } = await check(directory);
    expect(sentences).to.have.length(2);
    expect(sentences[0]).to.match(/schema 1, and this Parlance uses/);
    expect(sentences[1]).to.contain('75 events');
    const file = join(newDirectory(), '..', 'saved.db');
    expect(await backup(directory, file)).to.contain('75 events');
  });

  it('lets people go on with their sessions', async () => {
    const server = await openServer({}, await open(made()));
    const ann = await server.connect('ann');
    ann.send(`{"cmd":"resume","tag":"r","token":"${tokens.ann}","cursors":{"#dev":0,"#Tea":30}}`);
    const lines = await ann.until(/"ok","re":"r"/);
    const seqs = lines
      .map((line) => JSON.parse(line))
      .flatMap(({ room, seq, kind }) => (room === '#dev' && kind ? [seq] : []));
    const all = (logs['#dev'] ?? []).flatMap(({ event }) =>
      event.ev === 'message' ? event.seq : [],
    );
    expect(seqs).to.deep.equal(all);
    ann.send('/msg@m1 #dev the ship 1 sails\n/msg@new #dev and another');
    expect(await ann.event('ok')).to.include({ re: 'm1', seq: 2 });
    await ann.until(/"ok","re":"new"/);
  });
});

describe('a database of schema 5, in which a guest and their session were one', () => {
  const tagsOf = async (store: Store, key: string) =>
    (await store.answers(key)).map(({ tag }) => tag);

  function made5(): string {
    const directory = newDirectory();
    mkdirSync(directory, { recursive: true });
    const db = new DatabaseSync(databaseIn(directory));
    migrate(db, '0.2.9', migrations.slice(0, 5));
    db.exec(readFileSync(join(repository, 'spec/store/schema-5.sql'), 'utf8'));
    db.close();
    return directory;
  }

  it('comes up with a person for each guest, and a session under the key of that', async () => {
    const directory = made5();
    const store = await open(directory);
    const { persons, sessions } = recalled(await store.recall());
    const person = { v: 2, since: 1, named: true, rooms: ['#Dev'], privates: [] };
    expect(persons).to.deep.equal([
      { identity: 'guest:2', state: { ...person, nick: 'bob', privates: ['@k3'] } },
      { identity: 'guest:1', state: { ...person, nick: 'ann', quiet: ['#dev'], bell: true } },
    ]);
    expect(sessions.map(({ key, person, state }) => [key, person, state])).to.deep.equal([
      ['guest:2', 'guest:2', { v: 5, secret: 'b', arrived: [['@k3', 2]] }],
      ['guest:1', 'guest:1', { v: 5, secret: 'a', current: '#dev' }],
    ]);
    await store.close();
    expect((await check(directory)).sentences).to.have.length(1);
  });

  it('knows what sessions were answered, of which its rows say no more than the author', async () => {
    const store = await open(made5());
    for (const bring of [() => {}, () => store.finishIndex()]) {
      await bring();
      expect(await tagsOf(store, 'guest:1')).to.deep.equal(['t0', 't1', 't3']);
      expect(await tagsOf(store, 'guest:2')).to.deep.equal(['t2']);
    }
    const records = [
      tagged(message(dev, 5), 't5', 'guest:1'),
      tagged(message(dev, 6), 't6', 'new'),
    ];
    const sessions = [session('new')];
    expect(
      (await store.append({ ...turn({ log: dev, after: 4, records }), sessions })).is,
    ).to.equal('done');
    expect(await tagsOf(store, 'guest:1')).to.deep.equal(['t0', 't1', 't3', 't5']);
    expect(await tagsOf(store, 'new')).to.deep.equal(['t6']);
    expect((await store.read(dev, part())).map(({ session }) => session)).to.deep.equal([
      'guest:1',
      'guest:2',
      undefined,
      'guest:1',
      'guest:1',
      'new',
    ]);
  });

  it('is checked and saved as it is, before a server has taken it over', async () => {
    const directory = made5();
    expect((await check(directory)).sentences).to.have.length(2);
    const file = join(newDirectory(), '..', 'saved-5.db');
    expect(await backup(directory, file)).to.contain('4 events');
  });
});
