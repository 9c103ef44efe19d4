/** A store in memory, bounded: when it is full, it forgets the oldest record first. */
import { randomUUID } from 'node:crypto';
import type { Logged } from '../../grammar/events.ts';
import { type LogKey, nickKey } from '../../grammar/names.ts';
import { matcher, phrases } from '../../grammar/words.ts';
import { Answers } from './answers.ts';
import {
  type AppendOutcome,
  CONFLICT,
  type Hit,
  type Kept,
  type KeptAnswer,
  type Log,
  type LogRange,
  type LogRecord,
  type SaidRecord,
  type Search,
  type Turn,
} from './log.ts';

/** About 100,000 messages of one line. */
const DEFAULT_BYTES = 64 * 1024 * 1024;
/** What a record costs besides its text. */
const RECORD_BYTES = 400;

/** Cursors are numbers, written so. */
const RADIX = 36;

interface StoredLog {
  /** The last seq ever given, also when its record is forgotten. */
  end: number;
  /** From here on `records` is still kept; what is before is forgotten and not yet cut off. */
  first: number;
  records: LogRecord[];
}

const textOf = (event: Logged): string => ('text' in event ? (event.text ?? '') : '');
const weight = ({ event }: LogRecord): number => RECORD_BYTES + 2 * textOf(event).length;
/** ISO 8601 sorts as text. */
const byTime = ({ event: one }: LogRecord, { event: other }: LogRecord): number =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
const timeOf = ({ event }: LogRecord): number => Date.parse(event.at);

/** Everything is lost with the process. `read` costs what it returns, `search` a look at every record. */
export class MemoryLog implements Log {
  readonly id = randomUUID();
  readonly #logs = new Map<LogKey, StoredLog>();
  /** Which log each record went to, in the order of all; from `#oldest` on they are still kept. */
  #order: StoredLog[] = [];
  #oldest = 0;
  /** How many were cut off before the first of `#order`: so each record keeps its number in the order of all. */
  #cut = 0;
  #bytes = 0;
  #turn = 0;
  readonly #most: number;
  readonly #answers = new Answers();

  constructor(most = DEFAULT_BYTES) {
    this.#most = most;
  }

  async recall(): Promise<Kept> {
    return { logs: [], persons: [], accounts: [], sessions: [], latest: 0 };
  }

  async append({ entries, sessions, forgotten = [] }: Turn): Promise<AppendOutcome> {
    if (entries.some(({ log, after }) => (this.#logs.get(log)?.end ?? 0) !== after))
      return { is: 'nothing', why: CONFLICT };
    // A session has to be there before its records are: they may be answers of it.
    for (const change of sessions) this.#answers.change({ ...change, answers: [] });
    const added = entries.flatMap(({ log, records }) =>
      records.map((record) => ({ held: this.#hold(log), record })),
    );
    if (entries.length > 1) added.sort((a, b) => byTime(a.record, b.record));
    for (const { held, record } of added) this.#add(held, record);
    for (const { log, amended = [] } of entries) {
      for (const event of amended) this.#amend(this.#hold(log), event);
    }
    for (const change of sessions) this.#answers.change(change);
    // Their records go when their turn comes.
    for (const log of forgotten) this.#logs.delete(log);
    while (this.#bytes > this.#most) this.#forgetOldest();
    this.#turn += 1;
    return { is: 'done', turn: this.#turn };
  }

  async lastTurn(): Promise<number> {
    return this.#turn;
  }

  async read(log: LogKey, { after, before, limit, keep }: LogRange): Promise<LogRecord[]> {
    const held = this.#logs.get(log);
    if (held === undefined) return [];
    const place = (seq: number): number =>
      Math.min(Math.max(held.records.length - (held.end - seq), held.first), held.records.length);
    const start = place(after);
    const stop = place(before - 1);
    return keep === 'oldest'
      ? held.records.slice(start, Math.min(stop, start + limit))
      : held.records.slice(Math.max(start, stop - limit), Math.max(start, stop));
  }

  async lastBefore(log: LogKey, time: number): Promise<number> {
    const { first = 0, records = [] } = this.#logs.get(log) ?? {};
    const last = records.findLastIndex((record) => timeOf(record) < time);
    return last < first ? 0 : (records[last]?.event.seq ?? 0);
  }

  /** The log is bounded, and so is the way back. */
  async lastSaid(log: LogKey, author?: string): Promise<number> {
    const { first = 0, records = [] } = this.#logs.get(log) ?? {};
    for (let n = records.length - 1; n >= first; n -= 1) {
      const record = records[n];
      if (record === undefined || (author !== undefined && record.author !== author)) continue;
      const { event } = record;
      if (event.ev === 'message' && event.deleted === undefined) return event.seq;
    }
    return 0;
  }

  async saidBy(author: string, limit: number): Promise<SaidRecord[]> {
    const found: SaidRecord[] = [];
    for (const [log, { first, end, records }] of this.#logs) {
      for (let n = records.length - 1; n >= first && found.length < limit; n -= 1) {
        const record = records[n];
        if (record?.author !== author || record.event.ev !== 'message') continue;
        const { event: message } = record;
        if (message.deleted === undefined) found.push({ log, end, message });
      }
    }
    return found;
  }

  async search(search: Search): Promise<Hit[]> {
    const {
      logs,
      behind = [],
      besides = [],
      from,
      since = -Infinity,
      until = Infinity,
      limit,
    } = search;
    const wanted = phrases(search.words);
    if (wanted.length === 0) return [];
    const matches = matcher(wanted);
    const nick = from === undefined ? undefined : nickKey(from);
    const among = new Set(logs.map((log) => this.#logs.get(log)));
    const hidden = new Map(behind.map(([log, seq]) => [this.#logs.get(log), seq]));
    const end = search.next === undefined ? Infinity : Number.parseInt(search.next, RADIX);
    const found: Hit[] = [];
    for (const { held, record, number } of this.#newestFirst(among)) {
      const { event } = record;
      if (found.length >= limit) break;
      if (number >= end || event.seq <= (hidden.get(held) ?? 0)) continue;
      if (besides.includes(record.author)) continue;
      if (event.ev !== 'message' || event.deleted !== undefined) continue;
      if (nick !== undefined && nickKey(event.from) !== nick) continue;
      const at = Date.parse(event.at);
      if (at < until && at >= since && matches(event.text))
        found.push({ message: event, cursor: number.toString(RADIX) });
    }
    return found;
  }

  async answers(session: string): Promise<KeptAnswer[]> {
    return this.#answers.of(session);
  }

  async close(): Promise<void> {
    this.#logs.clear();
    this.#order = [];
  }

  #hold(log: LogKey): StoredLog {
    let held = this.#logs.get(log);
    if (held === undefined) {
      held = { end: 0, first: 0, records: [] };
      this.#logs.set(log, held);
    }
    return held;
  }

  #add(held: StoredLog, record: LogRecord): void {
    held.records.push(record);
    held.end = record.event.seq;
    this.#order.push(held);
    this.#bytes += weight(record);
    this.#answers.record(record);
  }

  /** A new record takes the place of the old one, so that whoever has read that keeps what they read. */
  #amend(held: StoredLog, event: Logged): void {
    const place = held.records.length - 1 - (held.end - event.seq);
    const record = held.records[place];
    if (record === undefined || place < held.first) return;
    const amended = { ...record, event };
    this.#bytes += weight(amended) - weight(record);
    held.records[place] = amended;
  }

  *#newestFirst(
    among: ReadonlySet<StoredLog | undefined>,
  ): Generator<{ held: StoredLog; record: LogRecord; number: number }> {
    const next = new Map<StoredLog, number>();
    for (let n = this.#order.length - 1; n >= this.#oldest; n -= 1) {
      const held = this.#order[n];
      if (held === undefined || !among.has(held)) continue;
      const place = next.get(held) ?? held.records.length - 1;
      next.set(held, place - 1);
      const record = held.records[place];
      if (record !== undefined) yield { held, record, number: this.#cut + n };
    }
  }

  #forgetOldest(): void {
    const held = this.#order[this.#oldest];
    const record = held?.records[held.first];
    if (held === undefined || record === undefined) throw new Error('nothing left to forget');
    this.#bytes -= weight(record);
    this.#oldest += 1;
    held.first += 1;
    // Cutting off in halves keeps the cost of forgetting constant for each record.
    if (held.first * 2 > held.records.length) {
      held.records = held.records.slice(held.first);
      held.first = 0;
    }
    if (this.#oldest * 2 > this.#order.length) {
      this.#order = this.#order.slice(this.#oldest);
      this.#cut += this.#oldest;
      this.#oldest = 0;
    }
  }
}
