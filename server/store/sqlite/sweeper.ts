/** Removes what is not kept any more, a few events at a time: what is too old, and what logs held that were forgotten. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import { transaction } from './database.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { Versions } from './versions.ts';

interface Row {
  id: number;
  log: number;
  seq: number;
  author: string;
  tag: string | null;
  event: string;
}

const timeOf = ({ event }: Row): number => Date.parse((JSON.parse(event) as Logged).at);

export class Sweeper {
  readonly #db: DatabaseSync;
  readonly #index: IndexKeeper;
  readonly #versions: Versions;
  readonly #oldest: StatementSync;
  readonly #forgotten: StatementSync;
  readonly #eventsOf: StatementSync;
  readonly #end: StatementSync;
  readonly #remove: StatementSync;
  readonly #untag: StatementSync;
  readonly #floor: StatementSync;

  constructor(db: DatabaseSync, index: IndexKeeper, versions: Versions) {
    const columns = 'id, log, seq, author, tag, event';
    this.#db = db;
    this.#index = index;
    this.#versions = versions;
    this.#oldest = db.prepare(`SELECT ${columns} FROM events ORDER BY id LIMIT ?`);
    this.#forgotten = db.prepare('SELECT id, floor FROM logs WHERE key IS NULL LIMIT 1');
    this.#eventsOf = db.prepare(
      `SELECT ${columns} FROM events WHERE log = ? AND seq > ? ORDER BY seq LIMIT ?`,
    );
    this.#end = db.prepare('DELETE FROM logs WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM events WHERE id = ?');
    this.#untag = db.prepare('DELETE FROM tags WHERE author = ? AND event = ?');
    this.#floor = db.prepare('UPDATE logs SET floor = ? WHERE id = ?');
  }

  /** Removes at most so many of the events of before `time`. The number of those that it did. */
  removeOld(time: number, most: number): number {
    const oldest = this.#oldest.all(most) as unknown as Row[];
    const young = oldest.findIndex((row) => timeOf(row) >= time);
    const old = young < 0 ? oldest : oldest.slice(0, young);
    if (old.length === 0) return 0;
    transaction(this.#db, () => {
      for (const row of old) {
        this.#takeOut(row);
        this.#versions.remove(row.id);
        this.#remove.run(row.id);
      }
      this.#raiseFloors(old);
    });
    return old.length;
  }

  /**
   * Blanks at most so many events of a log that was forgotten. They are not removed before they are old: that would move
   * the events of other logs beside them, see versions.ts. False when there is none any more.
   */
  blankForgotten(most: number): boolean {
    const log = this.#forgotten.get();
    if (log === undefined) return false;
    transaction(this.#db, () => {
      const rows = this.#eventsOf.all(Number(log.id), Number(log.floor), most) as unknown as Row[];
      for (const row of rows) {
        this.#takeOut(row);
        this.#versions.blank(row.id, row.event);
      }
      if (rows.length < most) this.#end.run(Number(log.id));
      else this.#raiseFloors(rows);
    });
    return true;
  }

  /** From the index and the tags. */
  #takeOut(row: Row): void {
    const { id, author, tag, event } = row;
    this.#index.amend(row, this.#versions.current(id, event));
    if (tag !== null) this.#untag.run(author, id);
  }

  #raiseFloors(rows: Row[]): void {
    for (const [log, floor] of new Map(rows.map(({ log, seq }) => [log, seq]))) {
      this.#floor.run(floor, log);
    }
  }
}
