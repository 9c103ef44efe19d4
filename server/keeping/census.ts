/** How much a database holds, in words. */
import type { DatabaseSync } from 'node:sqlite';
import { plural } from '../doors/plain/words.ts';

/** Such as "2 rooms, 1 private log, 4,031 events". */
export function holdings(db: DatabaseSync): string {
  const { rooms, privates, events } =
    db
      .prepare(
        `SELECT count(*) FILTER (WHERE key LIKE '#%') AS rooms,
                count(*) FILTER (WHERE key LIKE '@%') AS privates,
                (SELECT count(*) FROM events) AS events
         FROM logs`,
      )
      .get() ?? {};
  return [
    counted(Number(rooms), 'room'),
    ...(privates === 0 ? [] : [counted(Number(privates), 'private log')]),
    counted(Number(events), 'event'),
  ].join(', ');
}

/** A number of things, with commas: 4,031 events. */
export function counted(count: number, one: string): string {
  return plural(count, one).replace(/^\d+/, (digits) => Number(digits).toLocaleString('en-US'));
}
