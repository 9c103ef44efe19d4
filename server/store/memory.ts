/** A store in memory, bounded: when it is full, it forgets the oldest record first. */
import { randomUUID } from 'node:crypto';
import type { Logged, Message } from '../../grammar/events.ts';
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
  type MentionSearch,
  type SaidRecord,
  type Search,
  type Turn,
  type Unread,
  type UnreadSearch,
} from './log.ts';

/** About 100,000 messages of one line. */
const DEFAULT_BYTES = 64 * 1024 * 1024;
/** The memory that a record takes besides its text. */
const RECORD_BYTES = 400;

/** Cursors are numbers, written so. */
const RADIX = 36;

interface StoredLog {
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

const isSaid = (event: Logged): event is Message =>
  event.ev === 'message' && event.deleted === undefined;
/** Beyond the end of every log. */
const END = Number.MAX_SAFE_INTEGER;

const textOf = (event: Logged): string => ('text' in event ? (event.text ?? '') : '');
const weight = ({ event }: LogRecord): number => RECORD_BYTES + 2 * textOf(event).length;
/** ISO 8601 sorts as text. */
const byTime = ({ event: one }: LogRecord, { event: other }: LogRecord): number =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
const timeOf = ({ event }: LogRecord): number => Date.parse(event.at);

/** A store whose content is lost with the process. `read` costs what it returns; `search` looks at every record. */
export class MemoryLog implements Log {
  readonly id = randomUUID();
  readonly #logs = new Map<LogKey, StoredLog>();
  /** The log of each record, in the order of all. From `#oldest` on the records are still kept. */
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

  async append({ entries, accounts = [], sessions, forgotten = [] }: Turn): Promise<AppendOutcome> {
    if (entries.some(({ log, after }) => (this.#logs.get(log)?.end ?? 0) !== after))
      return { is: 'nothing', why: CONFLICT };
    // A session is stored before its records, since they may be its answers.
    for (const change of sessions) this.#answers.change({ ...change, answers: [] });
    const added = entries.flatMap(({ log, records }) =>
      records.map((record) => ({ held: this.#hold(log), record })),
    );
    if (entries.length > 1) added.sort((a, b) => byTime(a.record, b.record));
    for (const { held, record } of added) this.#add(held, record);
    for (const { log, amended = [], calls = [], retention } of entries) {
      const held = this.#hold(log);
      if (retention !== undefined) held.retention = retention;
      for (const event of amended) this.#amend(held, event);
      for (const { seq, who } of calls) held.calls.set(seq, who);
    }
    for (const { identity, state } of accounts) {
      if (state === undefined) this.#forgetCalls(identity);
    }
    for (const change of sessions) this.#answers.change(change);
    // Their records are forgotten when they are the oldest.
    for (const log of forgotten) this.#logs.delete(log);
    while (this.#bytes > this.#most) this.#forgetOldest();
    this.#turn += 1;
    return { is: 'done', turn: this.#turn };
  }

  async lastTurn(): Promise<number> {
    return this.#turn;
  }

  async read(log: LogKey, { after, before, limit, keep }: LogRange): Promise<LogRecord[]> {
    const all = this.#records(this.#aged(log), after, before);
    return keep === 'oldest' ? all.slice(0, limit) : all.slice(Math.max(0, all.length - limit));
  }

  #records(held: StoredLog | undefined, after: number, before: number): LogRecord[] {
    if (held === undefined) return [];
    const place = (seq: number): number =>
      Math.min(Math.max(held.records.length - (held.end - seq), held.first), held.records.length);
    return held.records.slice(place(after), Math.max(place(after), place(before - 1)));
  }

  async lastBefore(log: LogKey, time: number): Promise<number> {
    const { first = 0, records = [] } = this.#aged(log) ?? {};
    const last = records.findLastIndex((record) => timeOf(record) < time);
    return last < first ? 0 : (records[last]?.event.seq ?? 0);
  }

  /** The log is bounded, and so is the way back. */
  async lastSaid(log: LogKey, author?: string): Promise<number> {
    const { first = 0, records = [] } = this.#aged(log) ?? {};
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
    const among = new Set(logs.map((log) => this.#aged(log)));
    const hidden = new Map(behind.map(([log, seq]) => [this.#aged(log), seq]));
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

  async unread({ of, logs, besides, most }: UnreadSearch): Promise<Unread[]> {
    return logs.map(([log, after]) => {
      const held = this.#aged(log);
      const said = this.#records(held, after, END).filter(
        ({ event, author }) => isSaid(event) && !besides.includes(author),
      );
      const calling = said.filter(({ event }) => held?.calls.get(event.seq)?.includes(of));
      return {
        unread: Math.min(said.length, most + 1),
        mentions: Math.min(calling.length, most + 1),
      };
    });
  }

  async mentions({ of, logs, behind, besides, next, limit }: MentionSearch): Promise<Hit[]> {
    const among = new Set(logs.map((log) => this.#aged(log)));
    const hidden = new Map(behind.map(([log, seq]) => [this.#aged(log), seq]));
    const end = next === undefined ? Infinity : Number.parseInt(next, RADIX);
    const found: Hit[] = [];
    for (const { held, record, number } of this.#newestFirst(among)) {
      const { event, author } = record;
      if (found.length >= limit) break;
      if (number >= end || event.seq <= (hidden.get(held) ?? 0)) continue;
      if (!isSaid(event) || besides.includes(author)) continue;
      if (held.calls.get(event.seq)?.includes(of))
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
      held = { end: 0, first: 0, records: [], calls: new Map(), retention: 0, early: 0 };
      this.#logs.set(log, held);
    }
    return held;
  }

  /** A log without what is too old. */
  #aged(log: LogKey): StoredLog | undefined {
    const held = this.#logs.get(log);
    if (held === undefined || held.retention === 0) return held;
    const time = Date.now() - held.retention;
    for (;;) {
      const record = held.records[held.first];
      if (record === undefined || timeOf(record) >= time) return held;
      this.#forgetFirst(held, record);
      held.early += 1;
    }
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

  #forgetCalls(identity: string): void {
    for (const { calls } of this.#logs.values()) {
      for (const [seq, who] of calls)
        calls.set(
          seq,
          who.filter((one) => one !== identity),
        );
    }
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
    this.#bytes -= weight(record);
    held.calls.delete(record.event.seq);
    held.first += 1;
    // Cutting off in halves keeps the cost of forgetting constant for each record.
    if (held.first * 2 > held.records.length) {
      held.records = held.records.slice(held.first);
      held.first = 0;
    }
  }
}
