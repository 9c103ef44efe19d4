/** Gives the events of a turn their places in the order of all: the order of their times, whichever log they are in. */
import { type Folded, idsIn, type Row } from './rows.ts';

/** A row that has no id yet. */
type Unplaced = Folded & Pick<Row, 'log' | 'seq'>;

/** An event of a row. */
interface Timed {
  at: string;
  ids: number[];
}

export class Placing {
  readonly #rows: Unplaced[] = [];

  add(row: Unplaced): void {
    this.#rows.push(row);
  }

  /** The rows in the order of their ids, which come after `last`. */
  placed(last: number): Row[] {
    const ids = this.#rows.length === 1 ? [idsAfter(last, this.#rows)] : this.#inTime(last);
    return this.#rows
      .map(({ log, seq, author, tag, done, event }, n) => {
        const its = ids[n] ?? [];
        return { id: its.at(-1) ?? 0, log, seq, author, tag, done, event, ids: idsIn(its) };
      })
      .sort((one, other) => one.id - other.id);
  }

  /** Those of one time stay in their order. */
  #inTime(last: number): number[][] {
    const ids = this.#rows.map((): number[] => []);
    const all = this.#rows.flatMap(({ event }, n): Timed[] =>
      event.split('\n').map((json) => ({ at: atOf(json), ids: ids[n] ?? [] })),
    );
    all.sort(byTime).forEach((timed, n) => {
      timed.ids.push(last + 1 + n);
    });
    return ids;
  }
}

const idsAfter = (last: number, [row]: readonly Unplaced[]): number[] =>
  Array.from({ length: row?.count ?? 0 }, (_, n) => last + 1 + n);

/** The `at` of an event in JSON: within a text, its quotes would be escaped. */
const atOf = (json: string): string => {
  const start = json.indexOf('"at":"') + 6;
  return json.slice(start, json.indexOf('"', start));
};

/** ISO 8601 sorts as text. */
const byTime = ({ at: one }: Timed, { at: other }: Timed): number =>
  one < other ? -1 : one > other ? 1 : 0;
