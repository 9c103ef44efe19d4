/** Checks the table `versions`, which holds events that became longer: the last version counts, earlier ones are blank. */
import type { DatabaseSync } from 'node:sqlite';
import { Rows } from '../../store/sqlite/rows.ts';
import { parsed } from '../json.ts';
import type { Findings } from './findings.ts';

/** Checks the table `versions`. */
export function checkVersions(db: DatabaseSync, findings: Findings): void {
  const rows = db.prepare(`
    SELECT id, of, event,
      EXISTS (SELECT 1 FROM versions AS later WHERE later.of = versions.of AND later.id > versions.id) AS replaced
    FROM versions`);
  const events = new Rows(db);
  for (const { id, of, event, replaced } of rows.iterate()) {
    const kept = events.event(Number(of))?.event;
    const tell = (fault: string): void =>
      findings.add(
        'texts that should read otherwise or be gone',
        `Version ${id} of event ${of} ${fault}.`,
      );
    if (kept === undefined) tell('is left, and the event is not there');
    else if (isEmpty(event)) continue;
    else if (replaced) tell('was replaced, and its text is still there');
    else if (!isElsewhere(kept)) tell('is left, and the event reads otherwise');
  }
}

const isEmpty = (json: unknown): boolean => String(json).trimEnd() === '{}';

const isElsewhere = (kept: unknown): boolean => {
  const event = parsed(String(kept));
  return typeof event === 'object' && event !== null && 'elsewhere' in event;
};
