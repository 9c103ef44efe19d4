/** Finds messages: in the index, and among the latest events, which the index does not know yet. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import { nickKey } from '../../../grammar/names.ts';
import type { Search } from '../log.ts';
import { matcher, phrases } from '../words.ts';
import { expression } from './body.ts';
import { Versions } from './versions.ts';

/** More events than this are not searched one by one, if the index can be brought up instead. */
export const TAIL = 2000;

interface Row {
  id: number;
  log: number;
  event: string;
}

export class Searcher {
  readonly #versions: Versions;
  readonly #indexed: StatementSync;
  readonly #last: StatementSync;
  readonly #log: StatementSync;
  readonly #firstFrom: StatementSync;
  readonly #tail: StatementSync;
  readonly #search: StatementSync;

  constructor(db: DatabaseSync) {
    this.#versions = new Versions(db);
    this.#indexed = db.prepare("SELECT value FROM meta WHERE key = 'indexed'");
    this.#last = db.prepare('SELECT max(id) AS id FROM events');
    this.#log = db.prepare('SELECT id FROM logs WHERE key = ?');
    this.#firstFrom = db.prepare('SELECT id, event FROM events WHERE id >= ? ORDER BY id LIMIT 1');
    this.#tail = db.prepare(
      'SELECT id, log, event FROM events WHERE id > ? AND id >= ? AND id < ? ORDER BY id DESC',
    );
    this.#search = db.prepare(`
      SELECT id, event FROM search JOIN events ON id = search.rowid
      WHERE search MATCH ? AND search.rowid >= ? AND search.rowid < ? ORDER BY search.rowid DESC LIMIT ?`);
  }

  /** How many events the index does not know. */
  behind(): number {
    return Math.max(this.#lastId() - this.#indexedId(), 0);
  }

  /** Events as JSON, the newest first. To be called within a transaction: index and events are of one moment. */
  search({ words, logs, from, since, until, limit }: Search): string[] {
    const wanted = phrases(words);
    const among = logs.flatMap((log) => this.#log.get(log)?.id ?? []).map(Number);
    if (wanted.length === 0 || among.length === 0) return [];
    const first = since === undefined ? 0 : this.#firstOf(since);
    const end = until === undefined ? Number.MAX_SAFE_INTEGER : this.#firstOf(until);
    const found = this.#inTail(first, end, new Set(among), from, matcher(wanted));
    if (found.length >= limit) return found.slice(0, limit);
    const rows = this.#search.all(
      expression(words, among, from),
      first,
      end,
      limit - found.length,
    ) as unknown as Row[];
    return [...found, ...rows.map(({ id, event }) => this.#versions.current(id, event))];
  }

  #inTail(
    first: number,
    end: number,
    logs: ReadonlySet<number>,
    from: string | undefined,
    matches: (text: string) => boolean,
  ): string[] {
    const nick = from === undefined ? undefined : nickKey(from);
    const rows = this.#tail.all(this.#indexedId(), first, end) as unknown as Row[];
    return rows.flatMap(({ id, log, event: kept }) => {
      if (!logs.has(log)) return [];
      const json = this.#versions.current(id, kept);
      const event = JSON.parse(json) as Logged;
      if (event.ev !== 'message' || !matches(event.text)) return [];
      return nick === undefined || nickKey(event.from) === nick ? [json] : [];
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
