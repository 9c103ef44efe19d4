/** Checks that the file is whole, and that it has the tables of this Parlance. */
import { DatabaseSync } from 'node:sqlite';
import { migrate, migrations } from '../../store/sqlite/schema.ts';
import { version } from '../../version.ts';
import type { Findings } from './findings.ts';

/** What SQLite itself has to say: of its pages, its indexes, and of the index of words, but not of what is in that. */
export function checkFile(db: DatabaseSync, findings: Findings): void {
  for (const { integrity_check: said } of db.prepare('PRAGMA integrity_check(1000)').iterate()) {
    if (said !== 'ok') findings.add('faults of the file', `SQLite finds: ${said}.`);
  }
}

/** The tables and indexes are those that a new database has. */
export function checkTables(db: DatabaseSync, schema: number, findings: Findings): void {
  if (schema < migrations.length) {
    findings.add(
      'faults of the tables',
      `The tables are of schema ${schema}, and this Parlance uses ${migrations.length}: starting the server once changes them.`,
    );
    return;
  }
  const [wanted, found] = [madeNew(), tablesIn(db)];
  for (const [name, sql] of wanted) {
    const made = found.get(name);
    if (made === sql) continue;
    const fault = made === undefined ? 'is missing' : `is not as it should be: ${made}`;
    findings.add('faults of the tables', `The ${name} ${fault}.`);
  }
}

/** As `tablesIn` says it, once somebody has asked. */
let ofNew: ReadonlyMap<string, string> | undefined;

function madeNew(): ReadonlyMap<string, string> {
  if (ofNew) return ofNew;
  const db = new DatabaseSync(':memory:');
  try {
    migrate(db, version);
    ofNew = tablesIn(db);
    return ofNew;
  } finally {
    db.close();
  }
}

/** How each was made, by what it is called: "table events", "index answers_of". */
function tablesIn(db: DatabaseSync): Map<string, string> {
  const rows = db.prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, String(sql)]));
}
