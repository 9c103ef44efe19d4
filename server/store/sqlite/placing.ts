/** Numbers the events of a turn in the order of their times, whichever logs they are in. */
import { Timeline } from '../timeline.ts';
import { type Folded, idsIn, type Row } from './row.ts';

/** A row that has no id yet. */
interface Unplaced {
  log: number;
  seq: number;
  row: Folded;
  ids: number[];
}

/** The rows of one turn. Costs a look at the time of each event. */
export class Placing {
  readonly #rows: Unplaced[] = [];

  /** The last event in the row has that seq. */
  add(log: number, seq: number, row: Folded): void {
    this.#rows.push({ log, seq, row, ids: [] });
  }

  /** The rows in the order of their ids, which come after `last`. */
  placed(last: number): Row[] {
    let id = last;
    for (const { ids } of this.#inTime()) {
      id += 1;
      ids.push(id);
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

  /** The row of each event. Those of one time stay in their order. */
  #inTime(): Unplaced[] {
    const events = new Timeline<Unplaced>();
    for (const unplaced of this.#rows) {
      for (const at of timesIn(unplaced.row)) events.add(at, unplaced);
    }
    return events.inOrder();
  }
}

/** The `at` of each event in a row: within a text, quotes and line breaks would be escaped. */
function timesIn({ event, count }: Folded): string[] {
  const times: string[] = [];
  for (let from = 0; times.length < count; from = event.indexOf('\n', from)) {
    const start = event.indexOf('"at":"', from) + 6;
    from = event.indexOf('"', start);
    times.push(event.slice(start, from));
  }
  return times;
}
