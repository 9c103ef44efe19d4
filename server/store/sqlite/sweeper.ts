/** Removes what is not kept any more, a few events at a time: what is too old, and logs that were forgotten. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import { transaction } from './database.ts';
import type { IndexKeeper } from './index-keeper.ts';

interface Row {
  id: number;
  log: number;
  seq: number;
  author: string;
  tag: string | null;
  event: string;
}

export class Sweeper {
  readonly #db: DatabaseSync;
  readonly #index: IndexKeeper;
  readonly #oldest: StatementSync;
  readonly #forgotten: StatementSync;
  readonly #eventsOf: StatementSync;
  readonly #end: StatementSync;
  readonly #remove: StatementSync;
  readonly #untag: StatementSync;
  readonly #floor: StatementSync;

  constructor(db: DatabaseSync, index: IndexKeeper) {
    const columns = 'id, log, seq, author, tag, event';
    this.#db = db;
    this.#index = index;
    this.#oldest = db.prepare(`SELECT ${columns} FROM events ORDER BY id LIMIT ?`);
    this.#forgotten = db.prepare('SELECT id FROM logs WHERE key IS NULL LIMIT 1');
    this.#eventsOf = db.prepare(`SELECT ${columns} FROM events WHERE log = ? ORDER BY seq LIMIT ?`);
    this.#end = db.prepare('DELETE FROM logs WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM events WHERE id = ?');
    this.#untag = db.prepare('DELETE FROM tags WHERE author = ? AND event = ?');
    this.#floor = db.prepare('UPDATE logs SET floor = ? WHERE id = ?');
  }

  /** Removes at most so many of the events of before `time`. The number of those that it did. */
  removeOld(time: number, most: number): number {
    const oldest = this.#oldest.all(most) as unknown as Row[];
    const young = oldest.findIndex(
      ({ event }) => Date.parse((JSON.parse(event) as Logged).at) >= time,
    );
    const old = young < 0 ? oldest : oldest.slice(0, young);
    if (old.length > 0) transaction(this.#db, () => this.#removeAll(old));
    return old.length;
  }

  /** Removes at most so many events of a log that was forgotten. False when there is none any more. */
  removeForgotten(most: number): boolean {
    const log = this.#forgotten.get()?.id;
    if (log === undefined) return false;
    transaction(this.#db, () => {
      const events = this.#eventsOf.all(log, most) as unknown as Row[];
      this.#removeAll(events);
      if (events.length < most) this.#end.run(log);
    });
    return true;
  }

  #removeAll(rows: Row[]): void {
    const floors = new Map<number, number>();
    for (const { id, log, seq, author, tag, event } of rows) {
      this.#index.amend(id, log, JSON.parse(event) as Logged);
      this.#remove.run(id);
      if (tag !== null) this.#untag.run(author, id);
      floors.set(log, seq);
    }
    for (const [log, floor] of floors) this.#floor.run(floor, log);
  }
}
