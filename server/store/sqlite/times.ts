/** Finds events by their time. Ids are in the order of time, with holes, so that a binary search suffices. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { lastTimeIn } from './row.ts';

/** The ids of one database by time, in milliseconds since 1970. Each look costs about 20 reads. */
export class Times {
  readonly #last: StatementSync;
  readonly #firstFrom: StatementSync;

  constructor(db: DatabaseSync) {
    this.#last = db.prepare('SELECT max(id) AS id FROM events');
    this.#firstFrom = db.prepare('SELECT id, event FROM events WHERE id >= ? ORDER BY id LIMIT 1');
  }

  /** The id of the last event; 0 when there is none. */
  lastId(): number {
    return Number(this.#last.get()?.id ?? 0);
  }

  /** An id: no event below it is of `time` or later. */
  firstOf(time: number): number {
    let [low, high] = [0, this.lastId() + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const { id, event } = this.#firstFrom.get(middle) ?? { id: high };
      if (typeof event === 'string' && lastTimeIn({ event }) < time) low = Number(id) + 1;
      else high = middle;
    }
    return low;
  }

  /** An id: no event from it on is of before `time`. It is the last id of its row. */
  endOf(time: number): number {
    const { id } = this.#firstFrom.get(this.firstOf(time)) ?? {};
    return Number(id ?? Number.MAX_SAFE_INTEGER);
  }
}
