/** A store in memory, bounded: its content is lost with the process. */
import { randomUUID } from 'node:crypto';
import type { Message } from '../../grammar/events.ts';
import { type LogKey, nickKey } from '../../grammar/names.ts';
import { matcher, phrases } from '../../grammar/words.ts';
import type { Clock } from '../clock.ts';
import { Answers } from './answers.ts';
import { Records, type StoredLog, timeOf } from './memory/records.ts';
import {
  type Hit,
  isSaid,
  type MentionSearch,
  type Search,
  type Unread,
  type UnreadSearch,
} from './search.ts';
import {
  type AppendOutcome,
  CONFLICT,
  type KeptAnswer,
  type LogRange,
  type LogRecord,
  type Recalled,
  type SaidRecord,
  type Store,
  type Turn,
} from './store.ts';
import { Timeline } from './timeline.ts';

/** About 100,000 messages of one line. */
const DEFAULT_LIMIT_BYTES = 64 * 1024 * 1024;
/** Cursors are numbers, written so. */
const RADIX = 36;

/** Beyond the end of every log. */
const END = Number.MAX_SAFE_INTEGER;

/** The records of a log between two seqs, both exclusive. */
function recordsIn(held: StoredLog | undefined, after: number, before: number): LogRecord[] {
  if (held === undefined) return [];
  const place = (seq: number): number =>
    Math.min(Math.max(held.records.length - (held.end - seq), held.first), held.records.length);
  return held.records.slice(place(after), Math.max(place(after), place(before - 1)));
}

/** A store whose content is lost with the process. `read` costs what it returns; `search` looks at every record. */
export class MemoryStore implements Store {
  readonly id = randomUUID();
  readonly searchLag = { events: 0 };
  #turn = 0;
  readonly #records: Records;
  readonly #answers = new Answers();

  /** It keeps records of about so many bytes. */
  constructor(clock: Clock, limitBytes = DEFAULT_LIMIT_BYTES) {
    this.#records = new Records(clock, limitBytes);
  }

  async recall(): Promise<Recalled> {
    return { logs: [], persons: [], accounts: [], sessions: [], latest: 0 };
  }

  async append({ entries, accounts = [], sessions, forgotten = [] }: Turn): Promise<AppendOutcome> {
    if (entries.some(({ log, after }) => this.#records.endOf(log) !== after))
      return { is: 'nothing', why: CONFLICT };
    // A session is stored before its records, since they may be its answers.
    for (const change of sessions) this.#answers.change({ ...change, answers: [] });
    const added = new Timeline<{ held: StoredLog; record: LogRecord }>();
    for (const { log, records } of entries) {
      const held = this.#records.hold(log);
      for (const record of records) added.add(record.event.at, { held, record });
    }
    for (const { held, record } of added.inOrder()) {
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
      if (isSaid(record.event)) return record.event.seq;
    }
    return 0;
  }

  async saidBy(author: string, limit: number): Promise<SaidRecord[]> {
    const found: SaidRecord[] = [];
    for (const { held, record } of this.#records.newestFirst(this.#records.all())) {
      if (found.length >= limit) break;
      const { event } = record;
      if (record.author === author && isSaid(event))
        found.push({ log: held.log, end: held.end, message: event });
    }
    return found;
  }

  async search(search: Search): Promise<Hit[]> {
    const { words, from, since = -Infinity, until = Infinity } = search;
    const wanted = phrases(words);
    if (wanted.length === 0) return [];
    const matches = matcher(wanted);
    const nick = from === undefined ? undefined : nickKey(from);
    return this.#hits(search, (message) => {
      if (nick !== undefined && nickKey(message.from) !== nick) return false;
      const at = Date.parse(message.at);
      return at < until && at >= since && matches(message.text);
    });
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

  async mentions(search: MentionSearch): Promise<Hit[]> {
    const isCalled = ({ seq }: Message, { calls }: StoredLog) =>
      calls.get(seq)?.includes(search.of) === true;
    return this.#hits(search, isCalled);
  }

  async answers(session: string): Promise<KeptAnswer[]> {
    return this.#answers.of(session);
  }

  async close(): Promise<void> {
    this.#records.clear();
  }

  /** The messages that are wanted, the newest first, as far as the search may see them. */
  #hits(
    { logs, behind = [], besides = [], next, limit }: Omit<Search, 'words'>,
    isWanted: (message: Message, held: StoredLog) => boolean,
  ): Hit[] {
    const among = new Set(logs.map((log) => this.#records.aged(log)));
    const hidden = new Map(behind.map(([log, seq]) => [this.#records.aged(log), seq]));
    const end = next === undefined ? Infinity : Number.parseInt(next, RADIX);
    const found: Hit[] = [];
    for (const { held, record, number } of this.#records.newestFirst(among)) {
      const { event, author } = record;
      if (found.length >= limit) break;
      if (number >= end || event.seq <= (hidden.get(held) ?? 0)) continue;
      if (!isSaid(event) || besides.includes(author)) continue;
      if (isWanted(event, held)) found.push({ message: event, cursor: number.toString(RADIX) });
    }
    return found;
  }
}
