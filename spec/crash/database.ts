/** Reads the files of a server directly, as they are, without the server's help and without changing them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Logged } from '../../grammar/events.ts';
import type { Row } from './checks/rows.ts';

/** All records, in the order in which they were committed. Throws when the file is damaged. */
export function rowsIn(data: string): Row[] {
  const db = new DatabaseSync(join(data, 'parlance.db'), { readOnly: true, timeout: 5000 });
  try {
    const damage = db.prepare('PRAGMA integrity_check').all();
    if (damage.length !== 1 || damage[0]?.integrity_check !== 'ok') {
      throw new Error(`the database is damaged: ${JSON.stringify(damage)}`);
    }
    const rows = db
      .prepare(
        `SELECT logs.key AS log, seq, author, tag, coalesce(
           (SELECT event FROM versions WHERE of = events.id ORDER BY id DESC LIMIT 1), event
         ) AS event
         FROM events JOIN logs ON logs.id = events.log ORDER BY events.id`,
      )
      .all();
    return rows.map(({ log, seq, author, tag, event }) => ({
      log: String(log),
      seq: Number(seq),
      author: String(author),
      tag: tag === null ? undefined : String(tag),
      event: JSON.parse(String(event)) as Logged,
    }));
  } finally {
    db.close();
  }
}

/** Which of these texts are still in some file of the directory. */
export function textsIn(data: string, texts: readonly string[]): string[] {
  const files = existsSync(data) ? readdirSync(data) : [];
  const bytes = files.map((file) => readFileSync(join(data, file)));
  return texts.filter((text) => {
    const wanted = Buffer.from(text);
    return bytes.some((each) => each.includes(wanted));
  });
}
