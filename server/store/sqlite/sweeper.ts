/** Removes expired events and forgotten logs, a few events at a time. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Companions } from './committer.ts';
import { transaction } from './database.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { MentionRows } from './mentions.ts';
import { lastTimeIn, type Row, type Slot } from './row.ts';
import { Rows, some } from './rows.ts';
import type { Versions } from './versions.ts';

/** Those of before `time`: they are in the order of their times. */
function* upTo(rows: Iterable<Row>, time: number): Generator<Row> {
  for (const row of rows) {
    if (lastTimeIn(row) >= time) return;
    yield row;
  }
}

/** Removes rows in steps that the caller bounds. */
export class Sweeper {
  readonly #db: DatabaseSync;
  readonly #index: IndexKeeper;
  readonly #versions: Versions;
  readonly #mentions: MentionRows;
  readonly #rows: Rows;
  readonly #forgotten: StatementSync;
  readonly #ageing: StatementSync;
  readonly #end: StatementSync;
  readonly #remove: StatementSync;
  readonly #floor: StatementSync;

  constructor(db: DatabaseSync, { index, versions, mentions }: Companions) {
    this.#db = db;
    this.#index = index;
    this.#versions = versions;
    this.#mentions = mentions;
    this.#rows = new Rows(db);
    this.#forgotten = db.prepare('SELECT id, floor FROM logs WHERE key IS NULL LIMIT 1');
    this.#ageing = db.prepare('SELECT id, floor, retention FROM logs WHERE retention > 0');
    this.#end = db.prepare('DELETE FROM logs WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM events WHERE id = ?');
    this.#floor = db.prepare('UPDATE logs SET floor = max(floor, ?) WHERE id = ?');
  }

  /** Removes rows of before `time`, with about so many events. The number of those. */
  removeOld(time: number, most: number): number {
    const { rows, slots } = some(this.#before(time), most);
    if (rows.length === 0) return 0;
    transaction(this.#db, () => {
      for (const slot of slots) {
        this.#index.takeOut(slot);
        this.#versions.remove(slot.id);
        this.#mentions.remove(slot.id);
      }
      for (const { id } of rows) this.#remove.run(id);
      this.#raiseFloors(rows);
    });
    return slots.length;
  }

  /**
   * Blanks about so many events of a log that was forgotten. They are not removed before they are old: that would move the
   * events of other logs beside them, see versions.ts. False when there is none any more.
   */
  blankForgotten(most: number): boolean {
    const log = this.#forgotten.get();
    if (log === undefined) return false;
    const id = Number(log.id);
    transaction(this.#db, () => {
      const { rows, slots } = some(this.#rows.from(id, Number(log.floor)), most);
      this.#blank(slots);
      if (slots.length < most) this.#end.run(id);
      else this.#raiseFloors(rows);
    });
    return true;
  }

  /** Blanks about so many events that are older at `now` than their log is to be kept, likewise. The number of those. */
  blankOld(now: number, most: number): number {
    let blank = 0;
    for (const { id, floor, retention } of this.#ageing.all()) {
      const old = upTo(this.#rows.from(Number(id), Number(floor)), now - Number(retention));
      const { rows, slots } = some(old, most - blank);
      if (rows.length === 0) continue;
      transaction(this.#db, () => {
        this.#blank(slots);
        this.#raiseFloors(rows);
      });
      blank += slots.length;
      if (blank >= most) break;
    }
    return blank;
  }

  #blank(slots: readonly Slot[]): void {
    for (const slot of slots) {
      this.#index.takeOut(slot);
      this.#versions.blank(slot);
      this.#mentions.remove(slot.id);
    }
  }

  #before(time: number): Iterable<Row> {
    return upTo(this.#rows.behind(0), time);
  }

  #raiseFloors(rows: readonly Row[]): void {
    for (const [log, floor] of new Map(rows.map(({ log, seq }) => [log, seq]))) {
      this.#floor.run(floor, log);
    }
  }
}
