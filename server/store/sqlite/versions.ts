/**
 * Rewrites events so that nothing of their old text stays in the file. SQLite overwrites what is deleted, but when a row
 * grows or shrinks it may move the rows beside it to another page, and leaves their bytes behind in the unused part of the
 * old one. So no row here ever changes its size: it is overwritten where it is, filled up with blanks; what does not fit
 * goes to the end of a table of its own.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import type { Slot } from './row.ts';

/** How an event begins whose latest version is elsewhere. */
const ELSEWHERE = '{"elsewhere":true';

/** Fills up with blanks, which JSON allows; nothing when it does not fit. */
function filled(json: string, size: number): string | undefined {
  const missing = size - Buffer.byteLength(json);
  return missing < 0 ? undefined : json + ' '.repeat(missing);
}

const atOf = (json: string): string => (JSON.parse(json) as Logged).at;

/** Reads and overwrites events in place, by the rule at the top of this file. */
export class Versions {
  readonly #latest: StatementSync;
  readonly #add: StatementSync;
  readonly #overwrite: StatementSync;
  readonly #row: StatementSync;
  readonly #overwriteRow: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    this.#latest = db.prepare(
      'SELECT id, event FROM versions WHERE of = ? ORDER BY id DESC LIMIT 1',
    );
    this.#add = db.prepare('INSERT INTO versions (of, event) VALUES (?, ?)');
    this.#overwrite = db.prepare('UPDATE versions SET event = ? WHERE id = ?');
    this.#row = db.prepare('SELECT event FROM events WHERE id = ?');
    this.#overwriteRow = db.prepare('UPDATE events SET event = ? WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM versions WHERE of = ?');
  }

  /** What an event reads now. */
  current({ id, event }: Pick<Slot, 'id' | 'event'>): string {
    return event.startsWith(ELSEWHERE) ? String(this.#latest.get(id)?.event) : event;
  }

  /** Within a transaction: the event reads otherwise from now on. */
  rewrite(slot: Slot, json: string): void {
    const { id, event: kept } = slot;
    const at = JSON.stringify(atOf(kept));
    if (!kept.startsWith(ELSEWHERE)) {
      const here = filled(json, Buffer.byteLength(kept));
      if (here === undefined) this.#add.run(id, json);
      return this.#put(slot, here ?? must(`${ELSEWHERE},"at":${at}}`, kept));
    }
    const { id: version, event } = this.#latest.get(id) ?? {};
    const there = filled(json, Buffer.byteLength(String(event)));
    if (there === undefined) this.#add.run(id, json);
    this.#overwrite.run(there ?? must('{}', String(event)), Number(version));
  }

  /** Of the event there is nothing left but its time and its place. */
  isBlank(slot: Pick<Slot, 'event'>): boolean {
    return !slot.event.startsWith(ELSEWHERE) && !('ev' in (JSON.parse(slot.event) as object));
  }

  /** Within a transaction: of the event there is nothing left but its time and its place. */
  blank(slot: Slot): void {
    this.#put(slot, must(JSON.stringify({ at: atOf(slot.event) }), slot.event));
    const { id: version, event } = this.#latest.get(slot.id) ?? {};
    if (version !== undefined) this.#overwrite.run(must('{}', String(event)), version);
  }

  /** Within a transaction: the event is being removed. */
  remove(id: number): void {
    this.#remove.run(id);
  }

  /** In its line, with as many bytes. */
  #put({ row, line }: Slot, json: string): void {
    const events = String(this.#row.get(row)?.event).split('\n');
    events[line] = json;
    this.#overwriteRow.run(events.join('\n'), row);
  }
}

function must(json: string, kept: string): string {
  const fitting = filled(json, Buffer.byteLength(kept));
  if (fitting === undefined) throw new Error(`${json} is longer than an event: ${kept}`);
  return fitting;
}
