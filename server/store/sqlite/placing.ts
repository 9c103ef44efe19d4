/** Numbers the events of a turn in the order of their times, whichever logs they are in. */
import { type Folded, idsIn, type Row } from './row.ts';

/** A row that has no id yet. */
interface Unplaced {
  log: number;
  seq: number;
  row: Folded;
  ids: number[];
}

/** An event of a row. */
interface Timed {
  at: string;
  of: Unplaced;
}

/** The rows of one turn. Costs a sort only when logs were told of in another order than that of time. */
export class Placing {
  readonly #rows: Unplaced[] = [];

  /** The last event in the row has that seq. */
  add(log: number, seq: number, row: Folded): void {
    this.#rows.push({ log, seq, row, ids: [] });
  }

  /** The rows in the order of their ids, which come after `last`. */
  placed(last: number): Row[] {
    let id = last;
    for (const { of } of this.#inTime()) {
      id += 1;
      of.ids.push(id);
    }
    return this.#rows
      .map(({ log, seq, row: { count: _, ...row }, ids }) => ({
        id: ids.at(-1) ?? 0,
        log,
        seq,
        ...row,
        ids: idsIn(ids),
      }))
      .sort((one, other) => one.id - other.id);
  }

  /** Those of one time stay in their order. */
  #inTime(): Timed[] {
    const all: Timed[] = [];
    for (const of of this.#rows) {
      if (of.row.count === 1) all.push({ at: atOf(of.row.event), of });
      else for (const json of of.row.event.split('\n')) all.push({ at: atOf(json), of });
    }
    return all.every(({ at }, n) => n === 0 || at >= (all[n - 1]?.at ?? at))
      ? all
      : all.sort(byTime);
  }
}

/** The `at` of an event in JSON: within a text, its quotes would be escaped. */
const atOf = (json: string): string => {
  const start = json.indexOf('"at":"') + 6;
  return json.slice(start, json.indexOf('"', start));
};

/** ISO 8601 sorts as text. */
const byTime = ({ at: one }: Timed, { at: other }: Timed): number =>
  one < other ? -1 : one > other ? 1 : 0;
