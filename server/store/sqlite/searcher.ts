/** Finds messages: in the index, and among the latest events, which the index does not know yet. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { nickKey } from '../../../grammar/names.ts';
import { matcher, phrases } from '../../../grammar/words.ts';
import type { Search } from '../log.ts';
import { expression, saidIn } from './body.ts';
import { Versions } from './versions.ts';

/** More events than this are not searched one by one, if the index can be brought up instead. */
export const TAIL = 2000;

/** Asking for so many logs costs next to nothing. */
const FEW = 20;
/** So many events of all logs are looked at before the index is asked for many logs: some milliseconds. */
const SCANNED = 4000;

/** Which events: ids from `first` on, and below `end`. */
interface Span {
  first: number;
  end: number;
}

interface Row {
  id: number;
  log: number;
  event: string;
}

/** An event as JSON, and its cursor: its id. */
export interface Found {
  event: string;
  cursor: string;
}

const RADIX = 36;
const found = (id: number, event: string): Found => ({ event, cursor: id.toString(RADIX) });

export class Searcher {
  readonly #versions: Versions;
  readonly #indexed: StatementSync;
  readonly #last: StatementSync;
  readonly #log: StatementSync;
  readonly #firstFrom: StatementSync;
  readonly #tail: StatementSync;
  readonly #search: StatementSync;
  readonly #scan: StatementSync;
  readonly #event: StatementSync;
  readonly #backwards: StatementSync;
  readonly #lastSaid: StatementSync;

  constructor(db: DatabaseSync) {
    this.#versions = new Versions(db);
    this.#indexed = db.prepare("SELECT value FROM meta WHERE key = 'indexed'");
    this.#last = db.prepare('SELECT max(id) AS id FROM events');
    this.#log = db.prepare('SELECT id FROM logs WHERE key = ?');
    this.#firstFrom = db.prepare('SELECT id, event FROM events WHERE id >= ? ORDER BY id LIMIT 1');
    this.#tail = db.prepare(
      'SELECT id, log, event FROM events WHERE id > ? AND id >= ? AND id < ? ORDER BY id DESC',
    );
    // FTS5 seeks to a rowid only when it is an integer, and a number of JavaScript is bound as a float.
    const matching = `FROM search JOIN events ON id = search.rowid
      WHERE search MATCH ? AND search.rowid >= CAST(? AS INTEGER) AND search.rowid < CAST(? AS INTEGER)
      ORDER BY search.rowid DESC`;
    this.#search = db.prepare(`SELECT id, event ${matching} LIMIT ?`);
    this.#scan = db.prepare(`SELECT id, log ${matching}`);
    this.#event = db.prepare('SELECT event FROM events WHERE id = ?');
    this.#backwards = db.prepare(
      'SELECT id, seq, author, event FROM events WHERE log = ? ORDER BY seq DESC',
    );
    this.#lastSaid = db.prepare(`
      SELECT seq FROM events WHERE id = (SELECT max(rowid) FROM search WHERE search MATCH ?)`);
  }

  /** How many events the index does not know. */
  behind(): number {
    return Math.max(this.#lastId() - this.#indexedId(), 0);
  }

  /**
   * The last message of a log, or of an author in it: among the latest events, which the index does not know yet, and then
   * in the index. Nothing when the latest are more than `most`.
   */
  lastSaid(key: LogKey, author: string | undefined, most: number): number | undefined {
    const log = Number(this.#log.get(key)?.id ?? 0);
    const indexed = this.#indexedId();
    let seen = 0;
    for (const row of this.#backwards.iterate(log)) {
      const id = Number(row.id);
      if (id <= indexed) break;
      if (seen >= most) return undefined;
      seen += 1;
      if (author !== undefined && row.author !== author) continue;
      const event = JSON.parse(this.#versions.current(id, String(row.event))) as Logged;
      if (event.ev === 'message' && event.deleted === undefined) return event.seq;
    }
    return Number(this.#lastSaid.get(saidIn(log, author))?.seq ?? 0);
  }

  /** The newest first. To be called within a transaction: index and events are of one moment. */
  search(search: Search): Found[] {
    const { words, since, until, next, limit } = search;
    const among = search.logs.flatMap((log) => this.#log.get(log)?.id ?? []).map(Number);
    if (phrases(words).length === 0 || among.length === 0) return [];
    const span: Span = {
      first: since === undefined ? 0 : this.#firstOf(since),
      end: Math.min(
        until === undefined ? Number.MAX_SAFE_INTEGER : this.#firstOf(until),
        next === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(next, RADIX),
      ),
    };
    const logs = new Set(among);
    const hits = this.#inTail(search, span, logs);
    if (among.length > FEW) this.#byScan(search, span, logs, hits);
    if (hits.length < limit) this.#byLog(search, span, among, hits);
    return hits.slice(0, limit);
  }

  /** Goes through what all logs have, as long as that finds enough; `span` is what is left. */
  #byScan({ words, from, limit }: Search, span: Span, logs: ReadonlySet<number>, hits: Found[]) {
    let scanned = 0;
    const rows = this.#scan.iterate(expression(words, from), span.first, span.end);
    for (const { id, log } of rows as Iterable<unknown> as Iterable<Row>) {
      if (hits.length >= limit || scanned >= SCANNED) return;
      scanned += 1;
      span.end = id;
      if (!logs.has(log)) continue;
      hits.push(found(id, this.#versions.current(id, String(this.#event.get(id)?.event))));
    }
    span.end = span.first;
  }

  /** Asks the index for what these logs have: the more logs, the dearer. */
  #byLog({ words, from, limit }: Search, { first, end }: Span, logs: number[], hits: Found[]) {
    if (first >= end) return;
    const wanted = expression(words, from, logs);
    const rows = this.#search.all(wanted, first, end, limit - hits.length) as unknown as Row[];
    for (const { id, event } of rows) hits.push(found(id, this.#versions.current(id, event)));
  }

  /** The latest events, one by one. */
  #inTail({ words, from }: Search, { first, end }: Span, logs: ReadonlySet<number>): Found[] {
    const matches = matcher(phrases(words));
    const nick = from === undefined ? undefined : nickKey(from);
    const rows = this.#tail.all(this.#indexedId(), first, end) as unknown as Row[];
    return rows.flatMap(({ id, log, event: kept }) => {
      if (!logs.has(log)) return [];
      const json = this.#versions.current(id, kept);
      const event = JSON.parse(json) as Logged;
      if (event.ev !== 'message' || event.deleted !== undefined || !matches(event.text)) return [];
      return nick === undefined || nickKey(event.from) === nick ? [found(id, json)] : [];
    });
  }

  /** The id of the first event that is not before a time: ids are in the order of time, with holes. */
  #firstOf(time: number): number {
    let [low, high] = [0, this.#lastId() + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const { id, event } = this.#firstFrom.get(middle) ?? { id: high };
      const isBefore =
        typeof event === 'string' && Date.parse((JSON.parse(event) as Logged).at) < time;
      if (isBefore) low = Number(id) + 1;
      else high = middle;
    }
    return low;
  }

  #indexedId(): number {
    return Number(this.#indexed.get()?.value);
  }

  #lastId(): number {
    return Number(this.#last.get()?.id ?? 0);
  }
}
