/**
 * The rows of the table `events`: each holds some events of one log that came in one turn, at most 64, one a line, under
 * the id and the seq of the last. A line never changes its length: see versions.ts.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ROWS_SCHEMA, SESSIONS_SCHEMA, schemaOf } from './schema.ts';

/** So many events are in one row, and about so many characters, unless one alone has more. */
const MOST = 64;
const MOST_CHARACTERS = 16 * 1024;

/** A row as it is kept. Author, tag, done and session have a line for each event, or one for all. */
export interface Row {
  id: number;
  log: number;
  seq: number;
  author: string;
  tag: string | null;
  done: string | null;
  event: string;
  /**
   * By how much the ids of its events are less than that of the last: nothing when there is one event, the first
   * difference alone when they follow one another, and otherwise all of them: `7 3 0`.
   */
  ids: string | null;
  /** Nothing in a row of before there were sessions: then the key of a session is the identity of its guest. */
  session: string | null;
}

/** One event of a row. */
export interface Slot {
  id: number;
  log: number;
  seq: number;
  author: string;
  /** Of whom the tag is. */
  session: string | null;
  tag: string | null;
  done: string | null;
  /** JSON, as the row has it. */
  event: string;
  /** The id of its row, and the line there. */
  row: number;
  line: number;
}

/** An event that is to be kept. */
export interface Written {
  at: string;
  author: string;
  session: string;
  tag: string;
  done: string;
  event: string;
}

/** What a row keeps of so many events, besides their places. */
export type Folded = Pick<Row, 'author' | 'session' | 'tag' | 'done' | 'event'> & { count: number };

/** The events in a row, the oldest first. */
export function slotsOf(row: Row): Slot[] {
  const { id, log, seq, ids } = row;
  if (ids === null) {
    const { author, tag, done, event } = row;
    const session = tag && (row.session ?? author);
    return [{ id, log, seq, author, session, tag, done, event, row: id, line: 0 }];
  }
  const events = row.event.split('\n');
  const [authors, sessions, tags, dones] = [
    row.author,
    row.session ?? row.author,
    row.tag,
    row.done,
  ].map((lines) => lines?.split('\n'));
  const behind = differences(ids, events.length);
  return events.map((event, line) => ({
    id: id - (behind[line] ?? 0),
    log,
    seq: seq - (events.length - 1 - line),
    author: lineOf(authors, line) ?? '',
    session: (lineOf(tags, line) && lineOf(sessions, line)) || null,
    tag: lineOf(tags, line) || null,
    done: lineOf(dones, line) || null,
    event,
    row: id,
    line,
  }));
}

const lineOf = (lines: string[] | undefined, line: number): string | undefined =>
  lines?.length === 1 ? lines[0] : lines?.[line];

function differences(ids: string, count: number): number[] {
  const all = ids.split(' ').map(Number);
  return all.length > 1 ? all : Array.from({ length: count }, (_, line) => count - 1 - line);
}

/** What `ids` says of these, which are in their order. */
export function idsIn(ids: readonly number[]): string | null {
  const last = ids.at(-1) ?? 0;
  const span = last - (ids[0] ?? 0);
  if (ids.length === 1) return null;
  return span === ids.length - 1 ? `${span}` : ids.map((id) => last - id).join(' ');
}

/** What of a row does not fit together, as the end of a sentence. */
export function faultOf({ author, session, tag, done, event, ids }: Row): string | undefined {
  if (ids === null) return undefined;
  const count = event.split('\n').length;
  const all = ids.split(' ').map(Number);
  const behind = differences(ids, count);
  const isOrdered = behind.every((one, n) => one > (behind[n + 1] ?? -1)) && behind.at(-1) === 0;
  if (!isOrdered || behind.length !== count || all[0] !== behind[0])
    return `has ${count} events and the ids "${ids}"`;
  for (const lines of [author, session, tag, done]) {
    const { length } = lines?.split('\n') ?? [''];
    if (length !== 1 && length !== count)
      return `has ${count} events and ${length} authors or tags`;
  }
  return undefined;
}

/** True when the event `wanted` is in a row. */
const isIn = ({ id, ids }: Pick<Row, 'id' | 'ids'>, wanted: number): boolean =>
  ids === null || !ids.includes(' ') || ids.split(' ').includes(`${id - wanted}`);

/**
 * Puts events that follow one another in one log together, in as few rows as may be. Those of one row are of one minute,
 * so that what is too old can be removed row by row.
 */
export function fold(written: readonly Written[]): Folded[] {
  const rows: Folded[] = [];
  for (let from = 0, to = 0; from < written.length; from = to) {
    const minute = minuteOf(written[from]?.at ?? '');
    for (let size = 0; to < written.length && to - from < MOST; to += 1) {
      const { event = '', at = '' } = written[to] ?? {};
      size += event.length;
      if (to > from && (size > MOST_CHARACTERS || minuteOf(at) !== minute)) break;
    }
    rows.push(together(written.slice(from, to)));
  }
  return rows;
}

function together(part: readonly Written[]): Folded {
  const [first] = part;
  if (first !== undefined && part.length === 1) {
    const { author, session, tag, done, event } = first;
    return {
      count: 1,
      author,
      session: session || null,
      tag: tag || null,
      done: done || null,
      event,
    };
  }
  return {
    count: part.length,
    author: lines(part.map(({ author }) => author)),
    session: lines(part.map(({ session }) => session)) || null,
    tag: lines(part.map(({ tag }) => tag)) || null,
    done: lines(part.map(({ done }) => done)) || null,
    event: part.map(({ event }) => event).join('\n'),
  };
}

/** Of a time in ISO 8601. */
const minuteOf = (at: string): string => at.slice(0, 16);

const lines = (all: readonly string[]): string => {
  const first = all[0] ?? '';
  return all.every((one) => one === first) ? first : all.join('\n');
};

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

/** Finds rows and events. Rows come with their columns, as they are. */
export class Rows {
  readonly #all: StatementSync;
  readonly #around: StatementSync;
  readonly #places: StatementSync;
  readonly #bySeq: StatementSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;

  constructor(db: DatabaseSync) {
    const all = `SELECT id, log, seq, author, tag, done, event, ids, session FROM ${tableIn(db)}`;
    this.#all = db.prepare(`${all} WHERE id > ? ORDER BY id`);
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

/** Rows with at least so many events together, or all that there are. */
export function some(rows: Iterable<Row>, most: number): { slots: Slot[]; rows: Row[] } {
  const taken: { slots: Slot[]; rows: Row[] } = { slots: [], rows: [] };
  for (const row of rows) {
    taken.rows.push(row);
    for (const slot of slotsOf(row)) taken.slots.push(slot);
    if (taken.slots.length >= most) break;
  }
  return taken;
}
