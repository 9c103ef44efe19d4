/** What `check` finds in databases, sound and damaged. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { check } from '../../server/admin/check.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { damages } from './damages.ts';
import { aConversation, copyOf, meddle } from './directories.ts';

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
});

function writeAt(directory: string, place: number, bytes: Buffer): void {
  const file = openSync(databaseIn(directory), 'r+');
  writeSync(file, bytes, 0, bytes.length, place);
  closeSync(file);
}
