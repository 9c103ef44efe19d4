/** A store in memory, bounded: its content is lost with the process. */
import { randomUUID } from 'node:crypto';
import type { Logged, Message } from '../../grammar/events.ts';
import { type LogKey, nickKey } from '../../grammar/names.ts';
import { matcher, phrases } from '../../grammar/words.ts';
import { Answers } from './answers.ts';
import {
  type AppendOutcome,
  CONFLICT,
  type Kept,
  type KeptAnswer,
  type Log,
  type LogRange,
  type LogRecord,
  type SaidRecord,
  type Turn,
} from './log.ts';
import { Records, type StoredLog, timeOf } from './memory/records.ts';
import type { Hit, MentionSearch, Search, Unread, UnreadSearch } from './search.ts';

/** About 100,000 messages of one line. */
const DEFAULT_LIMIT_BYTES = 64 * 1024 * 1024;
/** Cursors are numbers, written so. */
const RADIX = 36;

const isSaid = (event: Logged): event is Message =>
  event.ev === 'message' && event.deleted === undefined;
/** Beyond the end of every log. */
const END = Number.MAX_SAFE_INTEGER;

/** ISO 8601 sorts as text. */
const byTime = ({ event: one }: LogRecord, { event: other }: LogRecord): number =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : 0;

/** The records of a log between two seqs, both exclusive. */
function recordsIn(held: StoredLog | undefined, after: number, before: number): LogRecord[] {
  if (held === undefined) return [];
  const place = (seq: number): number =>
    Math.min(Math.max(held.records.length - (held.end - seq), held.first), held.records.length);
  return held.records.slice(place(after), Math.max(place(after), place(before - 1)));
}

/** A store whose content is lost with the process. `read` costs what it returns; `search` looks at every record. */
export class MemoryLog implements Log {
  readonly id = randomUUID();
  readonly unindexed = 0;
  #turn = 0;
  readonly #records: Records;
  readonly #answers = new Answers();

  /** It keeps records of about so many bytes. */
  constructor(limitBytes = DEFAULT_LIMIT_BYTES) {
    this.#records = new Records(limitBytes);
  }

  async recall(): Promise<Kept> {
    return { logs: [], persons: [], accounts: [], sessions: [], latest: 0 };
  }

  async append({ entries, accounts = [], sessions, forgotten = [] }: Turn): Promise<AppendOutcome> {
    if (entries.some(({ log, after }) => this.#records.endOf(log) !== after))
      return { is: 'nothing', why: CONFLICT };
    // A session is stored before its records, since they may be its answers.
    for (const change of sessions) this.#answers.change({ ...change, answers: [] });
    const added = entries.flatMap(({ log, records }) =>
      records.map((record) => ({ held: this.#records.hold(log), record })),
    );
    if (entries.length > 1) added.sort((a, b) => byTime(a.record, b.record));
    for (const { held, record } of added) {
      this.#records.add(held, record);
      this.#answers.record(record);
    }
    for (const { log, amended = [], calls = [], retention } of entries) {
      const held = this.#records.hold(log);
      if (retention !== undefined) held.retention = retention;
      for (const event of amended) this.#records.amend(held, event);
      for (const { seq, who } of calls) held.calls.set(seq, who);
    }
    for (const { identity, state } of accounts) {
      if (state === undefined) this.#records.forgetCalls(identity);
    }
    for (const change of sessions) this.#answers.change(change);
    for (const log of forgotten) this.#records.drop(log);
    this.#records.shrink();
    this.#turn += 1;
    return { is: 'done', turn: this.#turn };
  }

  async lastTurn(): Promise<number> {
    return this.#turn;
  }

  async read(log: LogKey, { after, before, limit, keep }: LogRange): Promise<LogRecord[]> {
    const all = recordsIn(this.#records.aged(log), after, before);
    return keep === 'oldest' ? all.slice(0, limit) : all.slice(Math.max(0, all.length - limit));
  }

  async lastBefore(log: LogKey, time: number): Promise<number> {
    const { first = 0, records = [] } = this.#records.aged(log) ?? {};
    const last = records.findLastIndex((record) => timeOf(record) < time);
    return last < first ? 0 : (records[last]?.event.seq ?? 0);
  }

  /** The log is bounded, and so is the way back. */
  async lastSaid(log: LogKey, author?: string): Promise<number> {
    const { first = 0, records = [] } = this.#records.aged(log) ?? {};
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
    for (const [log, { first, end, records }] of this.#records.all()) {
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
    const among = new Set(logs.map((log) => this.#records.aged(log)));
    const hidden = new Map(behind.map(([log, seq]) => [this.#records.aged(log), seq]));
    const end = search.next === undefined ? Infinity : Number.parseInt(search.next, RADIX);
    const found: Hit[] = [];
    for (const { held, record, number } of this.#records.newestFirst(among)) {
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
      const held = this.#records.aged(log);
      const said = recordsIn(held, after, END).filter(
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
    const among = new Set(logs.map((log) => this.#records.aged(log)));
    const hidden = new Map(behind.map(([log, seq]) => [this.#records.aged(log), seq]));
    const end = next === undefined ? Infinity : Number.parseInt(next, RADIX);
    const found: Hit[] = [];
    for (const { held, record, number } of this.#records.newestFirst(among)) {
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
    this.#records.clear();
  }
}
