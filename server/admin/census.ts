/** How much a database holds, in words. */
import type { DatabaseSync } from 'node:sqlite';
import { plural } from '../../grammar/sentences/phrases.ts';
import { countEvents } from '../store/sqlite/rows.ts';

/** Such as "2 rooms, 1 private log, 4,031 events". */
export function holdings(db: DatabaseSync): string {
  const { rooms, privates } =
    db
      .prepare(
        `SELECT count(*) FILTER (WHERE key LIKE '#%') AS rooms,
                count(*) FILTER (WHERE key LIKE '@%') AS privates
         FROM logs`,
      )
      .get() ?? {};
  return [
    counted(Number(rooms), 'room'),
    ...(privates === 0 ? [] : [counted(Number(privates), 'private log')]),
    counted(countEvents(db), 'event'),
  ].join(', ');
}

/** A number of things, with commas: 4,031 events. */
export function counted(count: number, one: string): string {
  return plural(count, one).replace(/^\d+/, (digits) => Number(digits).toLocaleString('en-US'));
}
