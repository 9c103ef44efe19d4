/** Finds messages: in the index, and among the latest events, which the index does not know yet. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { nickKey } from '../../../grammar/names.ts';
import { matcher, phrases } from '../../../grammar/words.ts';
import { isSaid, type Search } from '../search.ts';
import { expression, saidBy, saidIn } from './body.ts';
import { slotsOf } from './row.ts';
import { Rows } from './rows.ts';
import { END_OF_LOG } from './schema.ts';
import { Times } from './times.ts';
import { Versions } from './versions.ts';

/** Asking for so many logs costs next to nothing. */
const MAX_FEW_LOGS = 20;
/** A search of many logs looks at this many events of all logs, some milliseconds, before it asks the index. */
const MAX_SCANNED_EVENTS = 4000;

/** Which events: ids from `first` on, and below `end`. */
interface Span {
  first: number;
  end: number;
}

/** An event as JSON, and its cursor: its id. */
export interface FoundEvent {
  event: string;
  cursor: string;
}

/** A message of a log that ends at `end`. */
export interface SaidEvent {
  log: LogKey;
  end: number;
  event: string;
}

const RADIX = 36;

/** An event that was found: the one whose id is greater is newer. */
interface EventRow {
  id: number;
  author: string;
  event: string;
}

/** Looks up words in the FTS5 index, and the latest events, which it lacks, one by one. */
export class Searcher {
  readonly #versions: Versions;
  readonly #rows: Rows;
  readonly #times: Times;
  readonly #indexed: StatementSync;
  readonly #log: StatementSync;
  readonly #search: StatementSync;
  readonly #lastSaid: StatementSync;
  readonly #logOf: StatementSync;

  constructor(db: DatabaseSync) {
    this.#versions = new Versions(db);
    this.#rows = new Rows(db);
    this.#times = new Times(db);
    this.#indexed = db.prepare("SELECT value FROM meta WHERE key = 'indexed'");
    this.#log = db.prepare('SELECT id FROM logs WHERE key = ?');
    // FTS5 seeks to a rowid only when it is an integer, and a number of JavaScript is bound as a float.
    this.#search = db.prepare(`
      SELECT rowid AS id FROM search
      WHERE search MATCH ? AND rowid >= CAST(? AS INTEGER) AND rowid < CAST(? AS INTEGER)
      ORDER BY rowid DESC`);
    this.#logOf = db.prepare(`SELECT key, ${END_OF_LOG} FROM logs WHERE id = ?`);
    this.#lastSaid = db.prepare('SELECT max(rowid) AS id FROM search WHERE search MATCH ?');
  }

  /**
   * The last message of a log, or of an author in it: among the latest events, which the index does not know yet, and then
   * in the index. Nothing when the latest are more than `most`.
   */
  lastSaid(key: LogKey, author: string | undefined, most: number): number | undefined {
    const log = Number(this.#log.get(key)?.id ?? 0);
    const indexed = this.#indexedId();
    let seen = 0;
    for (const row of this.#rows.upTo(log, Number.MAX_SAFE_INTEGER)) {
      if (row.id <= indexed) break;
      if (seen >= most) return undefined;
      const slots = slotsOf(row);
      seen += slots.length;
      for (const slot of slots.reverse()) {
        if (author !== undefined && slot.author !== author) continue;
        const event = JSON.parse(this.#versions.current(slot)) as Logged;
        if (isSaid(event)) return event.seq;
      }
    }
    const { id } = this.#lastSaid.get(saidIn(log, author)) ?? {};
    return typeof id === 'number' ? (this.#rows.event(id)?.seq ?? 0) : 0;
  }

  /** The last messages of an author that were not deleted, in all logs that are left, as far as the index goes. */
  saidBy(author: string, limit: number): SaidEvent[] {
    const found: SaidEvent[] = [];
    const all = { first: 0, end: Number.MAX_SAFE_INTEGER };
    for (const id of this.#matching(saidBy(author), all)) {
      const slot = this.#rows.event(id);
      const { key, end } = (slot && this.#logOf.get(slot.log)) ?? {};
      if (slot === undefined || typeof key !== 'string' || slot.author !== author) continue;
      found.push({ log: key as LogKey, end: Number(end), event: this.#versions.current(slot) });
      if (found.length === limit) break;
    }
    return found;
  }

  /**
   * The newest first. To be called within a transaction: index and events are of one moment. Nothing when the index lacks more
   * than `most` events.
   */
  search(search: Search, most: number): FoundEvent[] | undefined {
    if (this.#times.lastId() - this.#indexedId() > most) return undefined;
    const { besides = [], since = -Infinity, until = Infinity, next, limit } = search;
    const among = search.logs.flatMap((log) => this.#log.get(log)?.id ?? []).map(Number);
    if (phrases(search.words).length === 0 || among.length === 0) return [];
    const span: Span = {
      first: since === -Infinity ? 0 : this.#times.firstOf(since),
      end: next === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(next, RADIX),
    };
    if (until !== Infinity) span.end = Math.min(span.end, this.#times.endOf(until));
    const logs = new Set(among);
    const hidden = this.#hidden(search);
    const isWanted = ({ author, event }: EventRow): boolean => {
      if (besides.includes(author)) return false;
      const at = Date.parse((JSON.parse(event) as Logged).at);
      return at >= since && at < until;
    };
    const wanted: Wanted = { ...search, isWanted };
    const hits = this.#inTail(wanted, span, logs, hidden);
    const indexed = { ...span };
    const byIndex: EventRow[] = [];
    const whole = among.filter((log) => !hidden.has(log));
    if (whole.length > MAX_FEW_LOGS) this.#byScan(wanted, indexed, new Set(whole), byIndex);
    if (whole.length > 0) this.#byLog(wanted, indexed, whole, byIndex);
    for (const [log, after] of hidden) {
      const first = Math.max(span.first, this.#firstBehind(log, after));
      const ofLog: EventRow[] = [];
      this.#byLog(wanted, { first, end: span.end }, [log], ofLog);
      byIndex.push(...ofLog);
    }
    // The rows of one turn may reach across each other, and the index may have come to some of them.
    return [...hits, ...byIndex]
      .sort((one, other) => other.id - one.id)
      .slice(0, limit)
      .map(({ id, event }) => ({ event, cursor: id.toString(RADIX) }));
  }

  /** Up to which seq a log must not be shown, by its number. */
  #hidden({ logs, behind = [] }: Search): Map<number, number> {
    const wanted = new Set(logs);
    return new Map(
      behind.flatMap(([key, after]): [number, number][] => {
        const id = wanted.has(key) ? this.#log.get(key)?.id : undefined;
        return id === undefined ? [] : [[Number(id), after]];
      }),
    );
  }

  /** No event of a log that stands behind this seq has a lesser id. */
  #firstBehind(log: number, after: number): number {
    for (const row of this.#rows.from(log, after)) {
      return slotsOf(row).find(({ seq }) => seq > after)?.id ?? row.id;
    }
    return Number.MAX_SAFE_INTEGER;
  }

  /** Goes through what all logs have, as long as that finds enough; `span` is what is left. */
  #byScan(
    { words, from, limit, isWanted }: Wanted,
    span: Span,
    logs: ReadonlySet<number>,
    hits: EventRow[],
  ) {
    let scanned = 0;
    for (const id of this.#matching(expression(words, from), span)) {
      if (hits.length >= limit || scanned >= MAX_SCANNED_EVENTS) return;
      scanned += 1;
      span.end = id;
      if (!logs.has(this.#rows.logOf(id))) continue;
      const hit = this.#hit(id);
      if (hit && isWanted(hit)) hits.push(hit);
    }
    span.end = span.first;
  }

  /** Asks the index for what these logs have: the more logs, the dearer. */
  #byLog({ words, from, limit, isWanted }: Wanted, span: Span, logs: number[], hits: EventRow[]) {
    if (span.first >= span.end || hits.length >= limit) return;
    for (const id of this.#matching(expression(words, from, logs), span)) {
      const hit = this.#hit(id);
      if (hit && isWanted(hit)) hits.push(hit);
      if (hits.length >= limit) return;
    }
  }

  #hit(id: number): EventRow | undefined {
    const slot = this.#rows.event(id);
    return slot && { id, author: slot.author, event: this.#versions.current(slot) };
  }

  *#matching(wanted: string, { first, end }: Span): Generator<number> {
    for (const { id } of this.#search.iterate(wanted, first, end)) yield Number(id);
  }

  /** The latest events, one by one. */
  #inTail(
    { words, from, isWanted }: Wanted,
    { first, end }: Span,
    logs: ReadonlySet<number>,
    hidden: ReadonlyMap<number, number>,
  ): EventRow[] {
    const matches = matcher(phrases(words));
    const nick = from === undefined ? undefined : nickKey(from);
    const hits: EventRow[] = [];
    for (const row of this.#rows.behind(Math.max(this.#indexedId(), first - 1))) {
      if (!logs.has(row.log)) continue;
      for (const slot of slotsOf(row)) {
        if (slot.id < first || slot.id >= end) continue;
        if (slot.seq <= (hidden.get(row.log) ?? 0)) continue;
        const json = this.#versions.current(slot);
        const event = JSON.parse(json) as Logged;
        if (!isSaid(event) || !matches(event.text)) continue;
        if (nick !== undefined && nickKey(event.from) !== nick) continue;
        const hit = { id: slot.id, author: slot.author, event: json };
        if (isWanted(hit)) hits.push(hit);
      }
    }
    return hits;
  }

  #indexedId(): number {
    return Number(this.#indexed.get()?.value);
  }
}

/** What is looked for, and whether something that may be it is of the right time. */
interface Wanted extends Search {
  isWanted(hit: EventRow): boolean;
}
