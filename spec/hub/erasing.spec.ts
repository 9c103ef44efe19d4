/** Whoever deletes their account with all that they said: it is taken away little by little, also after a restart, and when the disk fails meanwhile. */
import { expect } from 'chai';
import type { LogKey } from '../../grammar/names.ts';
import type { SqliteStore } from '../../server/store/sqlite.ts';
import { open } from '../store/directories.ts';
import { newDirectory } from '../support/folders.ts';
import type { Party } from '../support/party.ts';
import { openServer, type TestServer } from '../support/server.ts';

const MESSAGES = 150;
const ALL = { after: 0, before: 1_000_000, limit: 1_000_000, keep: 'oldest' } as const;

/** What is left of what somebody said in a log. */
async function left(store: SqliteStore, key: string): Promise<string[]> {
  const records = await store.read(key as LogKey, ALL);
  return records.flatMap(({ event }) =>
    event.ev === 'message' && event.from === 'ann' && event.text !== '' ? [event.text] : [],
  );
}

/** ann has said much in two rooms and in private, and has edited one of it. */
async function talked(server: TestServer): Promise<{ ann: Party; bob: Party }> {
  const ann = await server.party('ann', 'json');
  const bob = await server.party('bob', 'json');
  ann.send('/register hunter2hunter2\n/join #dev,#tea');
  bob.send('/join #dev');
  await bob.barrier();
  for (let n = 0; n < MESSAGES; n += 1) ann.send(`/msg ${n % 2 ? '#dev' : '#tea'} secret ${n}`);
  ann.send('/msg bob psst\n/edit #dev:1 a better secret');
  await ann.barrier();
  await bob.barrier();
  return { ann, bob };
}

describe('all that somebody said whose account is gone', () => {
  /** Lets time pass until nothing is left to be erased. */
  async function erased(server: TestServer, store: SqliteStore): Promise<void> {
    while ((await store.recall()).regime === undefined || (await unfinished(store)) > 0) {
      server.clock.pass(20);
      await server.read();
    }
  }

  async function unfinished(store: SqliteStore): Promise<number> {
    const { regime } = await store.recall();
    return (regime as { erasing: string[] }).erasing.length;
  }

  it('is deleted for those who are there, in rooms and in private', async () => {
    const store = await open(newDirectory());
    const server = await openServer({}, store);
    const { ann, bob } = await talked(server);
    ann.send('/account@a delete hunter2hunter2 texts');
    await ann.ended();
    await erased(server, store);
    const logs = (await store.recall()).logs.map(({ log: key }) => key);
    expect(logs).to.have.length(3);
    for (const key of logs) expect(await left(store, key), key).to.deep.equal([]);
    await bob.barrier();
    const deletions = bob.events.filter(({ ev }) => ev === 'delete');
    expect(deletions.filter((event) => 'room' in event)).to.have.length(MESSAGES / 2);
    expect(deletions.filter((event) => 'log' in event)).to.have.length(1);
    const edits = (await store.read('#dev' as LogKey, ALL)).filter(
      ({ event }) => event.ev === 'edit',
    );
    expect(edits.map(({ event }) => 'text' in event)).to.deep.equal([false]);
    await store.close();
  });

  it('goes on after a restart half-way', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    const server = await openServer({}, store);
    const { ann } = await talked(server);
    ann.send('/account@a delete hunter2hunter2 texts');
    await ann.ended();
    server.clock.pass(20);
    await server.read();
    await server.close();
    await store.close();
    const again = await open(directory);
    const [dev, tea] = [await left(again, '#dev'), await left(again, '#tea')];
    expect(dev.length + tea.length).to.be.greaterThan(0);
    const second = await openServer({}, again);
    await erased(second, again);
    expect([...(await left(again, '#dev')), ...(await left(again, '#tea'))]).to.deep.equal([]);
  });
});
