/**
 * Rewrites events so that nothing of their old text stays in the file. SQLite overwrites what is deleted, but when a row
 * grows or shrinks it may move the rows beside it to another page, and leaves their bytes behind in the unused part of the
 * old one. So no row here ever changes its size: it is overwritten where it is, filled up with blanks; what does not fit
 * goes to the end of a table of its own.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';

/** How an event begins whose latest version is elsewhere. */
const ELSEWHERE = '{"elsewhere":true';

/** Fills up with blanks, which JSON allows; nothing when it does not fit. */
function filled(json: string, size: number): string | undefined {
  const missing = size - Buffer.byteLength(json);
  return missing < 0 ? undefined : json + ' '.repeat(missing);
}

const atOf = (json: string): string => (JSON.parse(json) as Logged).at;

export class Versions {
  readonly #latest: StatementSync;
  readonly #add: StatementSync;
  readonly #overwrite: StatementSync;
  readonly #overwriteEvent: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    this.#latest = db.prepare(
      'SELECT id, event FROM versions WHERE of = ? ORDER BY id DESC LIMIT 1',
    );
    this.#add = db.prepare('INSERT INTO versions (of, event) VALUES (?, ?)');
    this.#overwrite = db.prepare('UPDATE versions SET event = ? WHERE id = ?');
    this.#overwriteEvent = db.prepare('UPDATE events SET event = ? WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM versions WHERE of = ?');
  }

  /** What the event `id` reads now, whose row has `kept`. */
  current(id: number, kept: string): string {
    return kept.startsWith(ELSEWHERE) ? String(this.#latest.get(id)?.event) : kept;
  }

  /** Within a transaction: the event reads otherwise from now on. */
  rewrite(id: number, kept: string, json: string): void {
    const at = JSON.stringify(atOf(kept));
    if (!kept.startsWith(ELSEWHERE)) {
      const here = filled(json, Buffer.byteLength(kept));
      if (here === undefined) this.#add.run(id, json);
      this.#overwriteEvent.run(here ?? this.#must(`${ELSEWHERE},"at":${at}}`, kept), id);
      return;
    }
    const { id: version, event } = this.#latest.get(id) ?? {};
    const there = filled(json, Buffer.byteLength(String(event)));
    if (there === undefined) this.#add.run(id, json);
    this.#overwrite.run(there ?? this.#must('{}', String(event)), Number(version));
  }

  /** Within a transaction: of the event there is nothing left but its time and its place. */
  blank(id: number, kept: string): void {
    this.#overwriteEvent.run(this.#must(JSON.stringify({ at: atOf(kept) }), kept), id);
    const { id: version, event } = this.#latest.get(id) ?? {};
    if (version !== undefined) this.#overwrite.run(this.#must('{}', String(event)), version);
  }

  /** Within a transaction: the event is being removed. */
  remove(id: number): void {
    this.#remove.run(id);
  }

  #must(json: string, kept: string): string {
    const fitting = filled(json, Buffer.byteLength(kept));
    if (fitting === undefined) throw new Error(`${json} is longer than an event: ${kept}`);
    return fitting;
  }
}
