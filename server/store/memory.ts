/** A log in memory, bounded: when it is full, the oldest record of all is forgotten first. */
import { randomUUID } from 'node:crypto';
import type { LogKey } from '../../grammar/names.ts';
import type { Entry, Log, Record } from './log.ts';

/** About 100,000 messages of one line. */
const DEFAULT_BYTES = 64 * 1024 * 1024;
/** What a record costs besides its text. */
const RECORD_BYTES = 400;

interface Kept {
  /** The last seq ever given, also when its record is forgotten. */
  end: number;
  /** From here on `records` is still kept; what is before is forgotten and not yet cut off. */
  first: number;
  records: Record[];
}

const weight = ({ event }: Record): number => RECORD_BYTES + 2 * event.text.length;

export class MemoryLog implements Log {
  readonly id = randomUUID();
  readonly #logs = new Map<LogKey, Kept>();
  /** Which log each record went to, in the order of all; from `#oldest` on they are still kept. */
  #order: Kept[] = [];
  #oldest = 0;
  #bytes = 0;
  readonly #most: number;

  constructor(most = DEFAULT_BYTES) {
    this.#most = most;
  }

  async append(batch: Entry[]): Promise<'done' | 'conflict'> {
    if (batch.some(({ log, after }) => (this.#logs.get(log)?.end ?? 0) !== after))
      return 'conflict';
    for (const { log, records } of batch) {
      const kept = this.#keep(log);
      for (const record of records) {
        kept.records.push(record);
        kept.end = record.event.seq;
        this.#order.push(kept);
        this.#bytes += weight(record);
      }
    }
    while (this.#bytes > this.#most) this.#forgetOldest();
    return 'done';
  }

  async read(log: LogKey, after: number, limit: number): Promise<Record[]> {
    const kept = this.#logs.get(log);
    if (kept === undefined) return [];
    const oldest = kept.end - (kept.records.length - kept.first);
    const start = kept.first + Math.max(0, after - oldest);
    return kept.records.slice(start, start + limit);
  }

  /** Its records go when their turn comes. */
  forget(log: LogKey): void {
    this.#logs.delete(log);
  }

  async close(): Promise<void> {
    this.#logs.clear();
    this.#order = [];
  }

  #keep(log: LogKey): Kept {
    let kept = this.#logs.get(log);
    if (kept === undefined) {
      kept = { end: 0, first: 0, records: [] };
      this.#logs.set(log, kept);
    }
    return kept;
  }

  #forgetOldest(): void {
    const kept = this.#order[this.#oldest];
    const record = kept?.records[kept.first];
    if (kept === undefined || record === undefined) throw new Error('nothing left to forget');
    this.#bytes -= weight(record);
    this.#oldest += 1;
    kept.first += 1;
    // Cutting off in halves keeps the cost of forgetting constant for each record.
    if (kept.first * 2 > kept.records.length) {
      kept.records = kept.records.slice(kept.first);
      kept.first = 0;
    }
    if (this.#oldest * 2 > this.#order.length) {
      this.#order = this.#order.slice(this.#oldest);
      this.#oldest = 0;
    }
  }
}
