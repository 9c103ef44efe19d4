/** What is read from the database: parts of logs, what sessions answered, and all that a start needs. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { MAX_ANSWERS_KEPT } from '../../../grammar/text.ts';
import { answerOf } from '../answers.ts';
import type { KeptAnswer, LogRange } from '../store.ts';
import { LatestTags } from './latest-tags.ts';
import { type StoredKept, storedKept } from './recalling.ts';
import { type Slot, slotsOf } from './row.ts';
import { Rows } from './rows.ts';
import { END_OF_LOG, LAST_TAGGED } from './schema.ts';
import { doneIn, type StoredRecord } from './stored.ts';
import { Versions } from './versions.ts';

const timeOf = (event: string): number => Date.parse((JSON.parse(event) as Logged).at);

/** Prepared queries over one open database. To be called within a transaction. */
export class Reading {
  readonly #versions: Versions;
  readonly #rows: Rows;
  readonly #db: DatabaseSync;
  readonly #log: StatementSync;
  readonly #session: StatementSync;
  readonly #lastRow: StatementSync;
  readonly #answers: StatementSync;
  readonly #lastTagged: StatementSync;
  readonly #latest: LatestTags;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#versions = new Versions(db);
    this.#rows = new Rows(db);
    this.#latest = new LatestTags(this.#rows);
    this.#log = db.prepare(`SELECT id, floor, ${END_OF_LOG} FROM logs WHERE key = ?`);
    this.#session = db.prepare('SELECT 1 FROM sessions WHERE key = ?');
    this.#lastRow = db.prepare('SELECT coalesce(max(id), 0) AS id FROM events');
    this.#answers = db.prepare(`
      SELECT after, tag, done, outcome FROM answers WHERE session = ?
      ORDER BY after DESC, id DESC LIMIT ${MAX_ANSWERS_KEPT}`);
    this.#lastTagged = db.prepare(`SELECT ${LAST_TAGGED} AS id`);
  }

  recall(): StoredKept {
    const latest = this.#rows.event(Number(this.#lastRow.get()?.id));
    return storedKept(this.#db, latest === undefined ? 0 : timeOf(latest.event));
  }

  /** A part of a log, oldest first. */
  read(key: LogKey, part: LogRange): StoredRecord[] {
    const log = this.#log.get(key);
    if (log === undefined || part.limit === 0) return [];
    const left = { ...part, after: Math.max(part.after, Number(log.floor)) };
    const slots = part.keep === 'oldest' ? this.#oldest(log, left) : this.#newest(log, left);
    return slots.map((slot) => {
      const { author, session, tag, done } = slot;
      return { author, session, tag, done, event: this.#versions.current(slot) };
    });
  }

  lastBefore(key: LogKey, time: number): number {
    const log = this.#log.get(key);
    if (log === undefined) return 0;
    const floor = Number(log.floor);
    let [low, high] = [floor, Number(log.end)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (timeOf(this.#rows.at(Number(log.id), middle)?.event ?? '{}') < time) low = middle;
      else high = middle - 1;
    }
    return low === floor ? 0 : low;
  }

  answers(session: string): KeptAnswer[] {
    const remembered = this.#answers.all(session).map(
      ({ tag, done, outcome, after }): Placed => ({
        place: Number(after),
        answer: {
          tag: String(tag),
          ...doneIn(String(done)),
          outcome: JSON.parse(String(outcome)) as object,
        },
      }),
    );
    return [...remembered.reverse(), ...this.#recorded(session)]
      .sort((one, other) => one.place - other.place)
      .flatMap(({ answer }) => answer ?? [])
      .slice(-MAX_ANSWERS_KEPT);
  }

  #oldest({ id }: LogRow, { after, before, limit }: LogRange): Slot[] {
    const slots: Slot[] = [];
    for (const row of this.#rows.from(Number(id), after)) {
      for (const slot of slotsOf(row)) {
        if (slot.seq >= before || slots.length === limit) return slots;
        if (slot.seq > after) slots.push(slot);
      }
    }
    return slots;
  }

  #newest({ id }: LogRow, { after, before, limit }: LogRange): Slot[] {
    const slots: Slot[] = [];
    for (const row of this.#rows.upTo(Number(id), before - 1)) {
      for (const slot of slotsOf(row).reverse()) {
        if (slot.seq <= after || slots.length === limit) return slots.reverse();
        if (slot.seq < before) slots.push(slot);
      }
    }
    return slots.reverse();
  }

  /** What the latest records answer, which are not among the answers yet: each comes before what was told after it. */
  #recorded(session: string): Placed[] {
    if (this.#session.get(session) === undefined) return [];
    const after = Number(this.#lastTagged.get()?.id);
    return this.#latest.of(session, after).flatMap((slot) => {
      const event = JSON.parse(this.#versions.current(slot)) as Logged;
      // A blank one was forgotten, and what it answered is remembered.
      if (!('ev' in event)) return [];
      const { author, tag, done } = slot;
      const record = { event, author, session, tag, ...doneIn(done ?? '') };
      return { place: slot.id - 0.5, answer: answerOf(record) };
    });
  }
}

interface Placed {
  /** Greater than the id of the event before. */
  place: number;
  answer: KeptAnswer | undefined;
}

/** A row of `logs`. */
type LogRow = ReturnType<StatementSync['get']> & object;
