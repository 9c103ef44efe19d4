/** Finds rows of the table `events`, and the events in them. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Row, type Slot, slotsOf } from './row.ts';
import { ROWS_SCHEMA, SESSIONS_SCHEMA, schemaOf } from './schema.ts';

/** In SQL, where the rows are: in a database that no later Parlance has opened yet, the last columns are not there. */
function tableIn(db: DatabaseSync): string {
  const schema = schemaOf(db);
  if (schema < ROWS_SCHEMA) return '(SELECT *, NULL AS ids, NULL AS session FROM events)';
  return schema < SESSIONS_SCHEMA ? '(SELECT *, NULL AS session FROM events)' : 'events';
}

/** In SQL, the id of the first event in a row. */
const FIRST = 'id - coalesce(CAST(ids AS INTEGER), 0)';

/** In SQL, how many events are in a row. */
const COUNT = `CASE WHEN ids IS NULL THEN 1 WHEN ids GLOB '* *' THEN
  length(ids) - length(replace(ids, ' ', '')) + 1 ELSE CAST(ids AS INTEGER) + 1 END`;

/** How many events there are. */
export const countEvents = (db: DatabaseSync): number =>
  Number(db.prepare(`SELECT sum(${COUNT}) AS count FROM ${tableIn(db)}`).get()?.count ?? 0);

/** True when the event `wanted` is in a row. */
const isIn = ({ id, ids }: Pick<Row, 'id' | 'ids'>, wanted: number): boolean =>
  ids === null || !ids.includes(' ') || ids.split(' ').includes(`${id - wanted}`);

/** Rows come with their columns, as they are. */
export class Rows {
  readonly #all: StatementSync;
  readonly #one: StatementSync;
  readonly #tagged: StatementSync;
  readonly #around: StatementSync;
  readonly #places: StatementSync;
  readonly #bySeq: StatementSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;

  constructor(db: DatabaseSync) {
    const all = `SELECT id, log, seq, author, tag, done, event, ids, session FROM ${tableIn(db)}`;
    this.#all = db.prepare(`${all} WHERE id > ? ORDER BY id`);
    this.#one = db.prepare(`${all} WHERE id = ?`);
    this.#tagged = db.prepare(`
      SELECT id, coalesce(session, author) AS sessions FROM ${tableIn(db)}
      WHERE id > ? AND tag IS NOT NULL ORDER BY id`);
    const around = `WHERE id >= ?1 AND ${FIRST} <= ?1 ORDER BY id`;
    this.#around = db.prepare(`${all} ${around}`);
    this.#places = db.prepare(`SELECT id, log, ids FROM ${tableIn(db)} ${around}`);
    this.#bySeq = db.prepare(`${all} WHERE log = ? AND seq >= ? ORDER BY seq LIMIT 1`);
    this.#forwards = db.prepare(`${all} WHERE log = ? AND seq > ? ORDER BY seq`);
    this.#backwards = db.prepare(`
      ${all} WHERE log = ?1 AND seq <= coalesce(
        (SELECT min(seq) FROM events WHERE log = ?1 AND seq >= ?2), ?2
      ) ORDER BY seq DESC`);
  }

  /** Rows in the order in which they were committed, behind that of this id. */
  behind(id: number): Iterable<Row> {
    return rows(this.#all.iterate(id));
  }

  /** The row of this id. */
  row(id: number): Row | undefined {
    return this.#one.get(id) as unknown as Row | undefined;
  }

  /** The ids of the rows behind that of this id that have tags, and whose these are: a line for each event, or one for all. */
  tagged(id: number): Iterable<{ id: number; sessions: string }> {
    return this.#tagged.iterate(id) as Iterable<{ id: number; sessions: string }>;
  }

  /** The event of this id. Rows that were written in one turn may reach across each other. */
  event(id: number): Slot | undefined {
    for (const row of rows(this.#around.iterate(id))) {
      if (isIn(row, id)) return slotsOf(row).find((slot) => slot.id === id);
    }
    return undefined;
  }

  /** The log that has the event of this id; 0 when none has. */
  logOf(id: number): number {
    for (const row of rows(this.#places.iterate(id))) if (isIn(row, id)) return row.log;
    return 0;
  }

  /** The event of a log that has this seq. */
  at(log: number, seq: number): Slot | undefined {
    const row = this.#bySeq.get(log, seq) as unknown as Row | undefined;
    return row && slotsOf(row).find((slot) => slot.seq === seq);
  }

  /** The rows of a log, from the one on that has the event behind this seq. */
  from(log: number, after: number): Iterable<Row> {
    return rows(this.#forwards.iterate(log, after));
  }

  /** The rows of a log, the newest first, from the one on that has this seq, or the last. */
  upTo(log: number, seq: number): Iterable<Row> {
    return rows(this.#backwards.iterate(log, seq));
  }
}

const rows = (found: Iterable<unknown>): Iterable<Row> => found as Iterable<Row>;

/** Rows with at least so many events together, or with so many characters, or all that there are. */
export function some(
  rows: Iterable<Row>,
  most: number,
  mostCharacters = Number.POSITIVE_INFINITY,
): { slots: Slot[]; rows: Row[]; mayBeMore: boolean } {
  const taken: { slots: Slot[]; rows: Row[] } = { slots: [], rows: [] };
  let characters = 0;
  for (const row of rows) {
    taken.rows.push(row);
    for (const slot of slotsOf(row)) taken.slots.push(slot);
    characters += row.event.length;
    if (taken.slots.length >= most || characters >= mostCharacters) {
      return { ...taken, mayBeMore: true };
    }
  }
  return { ...taken, mayBeMore: false };
}
