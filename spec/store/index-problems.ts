/** Compares a search index with one that is made anew from the events, word by word. */
import { DatabaseSync } from 'node:sqlite';
import type { Logged } from '../../grammar/events.ts';
import { bodyOf } from '../../server/store/sqlite/body.ts';
import { type Row, slotsOf } from '../../server/store/sqlite/row.ts';
import { Versions } from '../../server/store/sqlite/versions.ts';

/** What the index of a database that nobody has open says otherwise than its events. */
export function indexProblems(file: string): string[] {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    ATTACH '${file}' AS kept;
    CREATE VIRTUAL TABLE anew USING fts5 (body, content = '', columnsize = 0, tokenize = 'ascii');
    CREATE VIRTUAL TABLE temp.words_kept USING fts5vocab (kept, search, instance);
    CREATE VIRTUAL TABLE temp.words_anew USING fts5vocab (main, anew, instance);
  `);
  const indexed = Number(db.prepare("SELECT value FROM meta WHERE key = 'indexed'").get()?.value);
  const versions = new Versions(db);
  const add = db.prepare('INSERT INTO anew (rowid, body) VALUES (?, ?)');
  const rows = db.prepare('SELECT * FROM kept.events').all() as unknown as Row[];
  for (const slot of rows.flatMap(slotsOf)) {
    const body = bodyOf(slot.log, slot.author, JSON.parse(versions.current(slot)) as Logged);
    if (body !== undefined && slot.row <= indexed) add.run(slot.id, body);
  }
  const only = (one: string, other: string) =>
    db
      .prepare(`SELECT term, doc, offset FROM ${one} EXCEPT SELECT term, doc, offset FROM ${other}`)
      .all()
      .map(({ term, doc }) => `only in ${one}: ${term} of event ${doc}`);
  const problems = [...only('words_kept', 'words_anew'), ...only('words_anew', 'words_kept')];
  db.close();
  return problems;
}
