/** The records of a store in memory, bounded: when there are too many bytes, the oldest record of all is forgotten first. */
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import type { Clock } from '../../clock.ts';
import type { LogRecord } from '../store.ts';

/** The memory that a record takes besides its text. */
const RECORD_BYTES = 400;

/** One log. */
export interface StoredLog {
  readonly log: LogKey;
  /** The last seq ever given, also when its record is forgotten. */
  end: number;
  /** From here on `records` is still kept; what is before is forgotten and not yet cut off. */
  first: number;
  records: LogRecord[];
  /** Whom messages call, by their seqs. */
  calls: Map<number, readonly string[]>;
  /** In milliseconds: what is older is forgotten; nothing is with 0. */
  retention: number;
  /** So many of its records are forgotten before their turn came among those of all. */
  early: number;
}

/** A record, its log, and its number in the order of all. */
interface NumberedRecord {
  readonly held: StoredLog;
  readonly record: LogRecord;
  readonly number: number;
}

const textOf = (event: Logged): string => ('text' in event ? (event.text ?? '') : '');
const bytesOf = ({ event }: LogRecord): number => RECORD_BYTES + 2 * textOf(event).length;

/** When a record was made, in milliseconds since 1970. */
export const timeOf = ({ event }: LogRecord): number => Date.parse(event.at);

/** All logs. Adding and forgetting cost the same however many records there are. */
export class Records {
  readonly #logs = new Map<LogKey, StoredLog>();
  /** The log of each record, in the order of all. From `#oldest` on the records are still kept. */
  #order: StoredLog[] = [];
  #oldest = 0;
  /** How many were cut off before the first of `#order`: so each record keeps its number in the order of all. */
  #cut = 0;
  #bytes = 0;
  readonly #clock: Clock;
  readonly #limitBytes: number;

  constructor(clock: Clock, limitBytes: number) {
    this.#clock = clock;
    this.#limitBytes = limitBytes;
  }

  /** The last seq of a log; 0 when there is none. */
  endOf(log: LogKey): number {
    return this.#logs.get(log)?.end ?? 0;
  }

  /** The log of that name, a new one if need be. */
  hold(log: LogKey): StoredLog {
    let held = this.#logs.get(log);
    if (held === undefined) {
      held = { log, end: 0, first: 0, records: [], calls: new Map(), retention: 0, early: 0 };
      this.#logs.set(log, held);
    }
    return held;
  }

  /** All logs, without what is too old. */
  all(): ReadonlySet<StoredLog | undefined> {
    return new Set([...this.#logs.keys()].map((log) => this.aged(log)));
  }

  /** A log without what is too old; nothing when there is none. */
  aged(log: LogKey): StoredLog | undefined {
    const held = this.#logs.get(log);
    if (held === undefined || held.retention === 0) return held;
    const time = this.#clock.date() - held.retention;
    for (;;) {
      const record = held.records[held.first];
      if (record === undefined || timeOf(record) >= time) return held;
      this.#forgetFirst(held, record);
      held.early += 1;
    }
  }

  /** Adds a record to a log, which builds on its end. */
  add(held: StoredLog, record: LogRecord): void {
    held.records.push(record);
    held.end = record.event.seq;
    this.#order.push(held);
    this.#bytes += bytesOf(record);
  }

  /** A new record takes the place of the old one, so that whoever has read that keeps what they read. */
  amend(held: StoredLog, event: Logged): void {
    const place = held.records.length - 1 - (held.end - event.seq);
    const record = held.records[place];
    if (record === undefined || place < held.first) return;
    const amended = { ...record, event };
    this.#bytes += bytesOf(amended) - bytesOf(record);
    held.records[place] = amended;
  }

  /** Messages call this account no more. */
  forgetCalls(identity: string): void {
    for (const { calls } of this.#logs.values()) {
      for (const [seq, who] of calls)
        calls.set(
          seq,
          who.filter((one) => one !== identity),
        );
    }
  }

  /** Nobody can read a log any more. Its records are forgotten when they are the oldest. */
  drop(log: LogKey): void {
    this.#logs.delete(log);
  }

  /** Forgets the oldest records until there are no more bytes than there may be. */
  shrink(): void {
    while (this.#bytes > this.#limitBytes) this.#forgetOldest();
  }

  /** Forgets everything. */
  clear(): void {
    this.#logs.clear();
    this.#order = [];
  }

  /** The records of some logs, the newest first. */
  *newestFirst(among: ReadonlySet<StoredLog | undefined>): Generator<NumberedRecord> {
    const next = new Map<StoredLog, number>();
    for (let n = this.#order.length - 1; n >= this.#oldest; n -= 1) {
      const held = this.#order[n];
      if (held === undefined || !among.has(held)) continue;
      const place = next.get(held) ?? held.records.length - 1;
      next.set(held, place - 1);
      const record = held.records[place];
      if (record !== undefined && place >= held.first)
        yield { held, record, number: this.#cut + n };
    }
  }

  #forgetOldest(): void {
    const held = this.#order[this.#oldest];
    if (held === undefined) throw new Error('nothing left to forget');
    const record = held.records[held.first];
    if (held.early > 0) held.early -= 1;
    else if (record === undefined) throw new Error('nothing left to forget');
    else this.#forgetFirst(held, record);
    this.#oldest += 1;
    if (this.#oldest * 2 > this.#order.length) {
      this.#order = this.#order.slice(this.#oldest);
      this.#cut += this.#oldest;
      this.#oldest = 0;
    }
  }

  #forgetFirst(held: StoredLog, record: LogRecord): void {
    this.#bytes -= bytesOf(record);
    held.calls.delete(record.event.seq);
    held.first += 1;
    // Cutting off in halves keeps the cost of forgetting constant for each record.
    if (held.first * 2 > held.records.length) {
      held.records = held.records.slice(held.first);
      held.first = 0;
    }
  }
}
