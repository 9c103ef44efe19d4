/** Reads the files of a server directly, as they are, without the server's help and without changing them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Logged } from '../../grammar/events.ts';
import type { Row } from '../history/checks/logs.ts';

/** All records, in the order in which they were committed. Throws when the file is damaged. */
export function rowsIn(data: string): Row[] {
  const db = new DatabaseSync(join(data, 'parlance.db'), { readOnly: true, timeout: 5000 });
  try {
    const damage = db.prepare('PRAGMA integrity_check').all();
    if (damage.length !== 1 || damage[0]?.integrity_check !== 'ok') {
      throw new Error(`the database is damaged: ${JSON.stringify(damage)}`);
    }
    const versions = db.prepare('SELECT event FROM versions WHERE of = ? ORDER BY id DESC LIMIT 1');
    const rows = db
      .prepare(
        `SELECT events.id, logs.key AS log, seq, author, tag, event, ids
         FROM events JOIN logs ON logs.id = events.log ORDER BY events.id`,
      )
      .all();
    const all = rows.flatMap(({ id, log, seq, author, tag, event, ids }) => {
      const events = String(event).split('\n');
      const [authors, tags] = [author, tag].map((lines) => String(lines ?? '').split('\n'));
      const line = (lines: string[] = [], n: number) => lines[lines.length === 1 ? 0 : n] ?? '';
      const behind = String(ids ?? 0).split(' ');
      return events.map((json, n) => {
        const last = events.length - 1;
        const its = Number(id) - (behind.length > 1 ? Number(behind[n]) : last - n);
        return {
          id: its,
          log: String(log),
          seq: Number(seq) - (last - n),
          author: line(authors, n),
          tag: line(tags, n) || undefined,
          event: JSON.parse(String(versions.get(its)?.event ?? json)) as Logged,
        };
      });
    });
    return all.sort((one, other) => one.id - other.id);
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
