/** What is read from the database: parts of logs, what sessions answered, and all that a start needs. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { ANSWERS_KEPT, answerOf } from '../answers.ts';
import type { Answer, Kept, Part, Record } from '../log.ts';
import { doneIn, type PackedRecord, packRecords, unpackRecords } from './packing.ts';
import { END_OF_LOG, LAST_TAGGED } from './schema.ts';
import { Versions } from './versions.ts';

const timeOf = (event: unknown): number => Date.parse((JSON.parse(String(event)) as Logged).at);

/** A record with the id of its event. */
type Row = PackedRecord & { id: number };

export class Reading {
  readonly #versions: Versions;
  readonly #log: StatementSync;
  readonly #logs: StatementSync;
  readonly #sessions: StatementSync;
  readonly #latest: StatementSync;
  readonly #oldestFirst: StatementSync;
  readonly #newestFirst: StatementSync;
  readonly #at: StatementSync;
  readonly #answers: StatementSync;
  readonly #tagged: StatementSync;

  constructor(db: DatabaseSync) {
    this.#versions = new Versions(db);
    const part = `SELECT id, author, tag, done, event FROM events
      WHERE log = (SELECT id FROM logs WHERE key = ?) AND seq > ? AND seq < ? ORDER BY seq`;
    this.#log = db.prepare(`SELECT id, floor, ${END_OF_LOG} FROM logs WHERE key = ?`);
    this.#logs = db.prepare(`SELECT key, about, ${END_OF_LOG} FROM logs WHERE key IS NOT NULL`);
    this.#sessions = db.prepare('SELECT identity, state FROM sessions ORDER BY id');
    this.#latest = db.prepare('SELECT event FROM events ORDER BY id DESC LIMIT 1');
    this.#oldestFirst = db.prepare(`${part} LIMIT ?`);
    this.#newestFirst = db.prepare(`${part} DESC LIMIT ?`);
    this.#at = db.prepare('SELECT event FROM events WHERE log = ? AND seq = ?');
    this.#answers = db.prepare(`
      SELECT after, tag, done, outcome FROM answers WHERE identity = ? ORDER BY id DESC LIMIT ${ANSWERS_KEPT}`);
    this.#tagged = db.prepare(`
      SELECT * FROM (
        SELECT event AS id FROM tags WHERE author = ?1
        UNION
        SELECT id FROM events WHERE author = ?1 AND tag IS NOT NULL
          AND id > ${LAST_TAGGED}
          AND EXISTS (SELECT 1 FROM sessions WHERE identity = ?1)
        ORDER BY 1 DESC LIMIT ${ANSWERS_KEPT}
      ) JOIN events USING (id)`);
  }

  recall(): Kept {
    const parse = (json: unknown): unknown =>
      json === null ? undefined : JSON.parse(String(json));
    const latest = this.#latest.get();
    return {
      logs: this.#logs.all().map(({ key, about, end }) => ({
        log: key as LogKey,
        end: Number(end),
        about: parse(about),
      })),
      sessions: this.#sessions.all().map(({ identity, state }) => ({
        identity: String(identity),
        state: parse(state),
      })),
      latest: latest === undefined ? 0 : timeOf(latest.event),
    };
  }

  /** Records as they are packed. */
  read(log: LogKey, { after, before, limit, keep }: Part): string {
    const statement = keep === 'oldest' ? this.#oldestFirst : this.#newestFirst;
    const rows = this.#current(statement.all(log, after, before, limit) as unknown as Row[]);
    return packRecords(keep === 'oldest' ? rows : rows.reverse());
  }

  lastBefore(key: LogKey, time: number): number {
    const log = this.#log.get(key);
    if (log === undefined) return 0;
    const floor = Number(log.floor);
    let [low, high] = [floor, Number(log.end)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (timeOf(this.#at.get(Number(log.id), middle)?.event) < time) low = middle;
      else high = middle - 1;
    }
    return low === floor ? 0 : low;
  }

  answers(identity: string): Answer[] {
    const told = this.#answers.all(identity).map(({ after, tag, done, outcome }, n) => ({
      // Those that were told after the same event, in their order, come after it.
      place: Number(after) + 1 - (n + 1) / (ANSWERS_KEPT + 2),
      answer: {
        tag: String(tag),
        ...doneIn(String(done)),
        outcome: JSON.parse(String(outcome)) as object,
      },
    }));
    const recorded = this.#current(this.#tagged.all(identity) as unknown as Row[]).map((row) => ({
      place: row.id,
      answer: answerOf(recordOf(row)),
    }));
    return [...told, ...recorded]
      .sort((a, b) => a.place - b.place)
      .flatMap(({ answer }) => answer ?? [])
      .slice(-ANSWERS_KEPT);
  }

  /** With events as they read now. */
  #current(rows: Row[]): Row[] {
    for (const row of rows) row.event = this.#versions.current(row.id, row.event);
    return rows;
  }
}

function recordOf(row: PackedRecord): Record {
  const [record] = unpackRecords(packRecords([row]));
  if (record === undefined) throw new Error('a record is not one');
  return record;
}
