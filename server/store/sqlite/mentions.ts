/** Which messages call which accounts: an index that is written with the messages, and goes with them. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogKey } from '../../../grammar/names.ts';
import type { MentionSearch, Unread, UnreadSearch } from '../search.ts';
import { type Slot, slotsOf } from './row.ts';
import { Rows } from './rows.ts';
import type { FoundEvent } from './searcher.ts';
import { Versions } from './versions.ts';

/** Cursors are ids of events, written so. */
const RADIX = 36;

/** The write side: to be used within the transaction that changes the messages. */
export class MentionRows {
  readonly #add: StatementSync;
  readonly #remove: StatementSync;
  readonly #forget: StatementSync;

  constructor(db: DatabaseSync) {
    this.#add = db.prepare('INSERT INTO mentions (event, identity, log) VALUES (?, ?, ?)');
    this.#remove = db.prepare('DELETE FROM mentions WHERE event = ?');
    this.#forget = db.prepare('DELETE FROM mentions WHERE identity = ?');
  }

  /** A message calls these from now on, and nobody else. */
  replace({ id, log }: Pick<Slot, 'id' | 'log'>, who: readonly string[]): void {
    this.remove(id);
    for (const identity of new Set(who)) this.#add.run(id, identity, log);
  }

  /** The event of this id calls nobody any more. */
  remove(id: number): void {
    this.#remove.run(id);
  }

  /** An account is no more. */
  forget(identity: string): void {
    this.#forget.run(identity);
  }
}

/** The read side: to be used within a transaction, so that messages and index are of one moment. */
export class Mentions {
  readonly #rows: Rows;
  readonly #versions: Versions;
  readonly #log: StatementSync;
  readonly #behind: StatementSync;
  readonly #before: StatementSync;

  constructor(db: DatabaseSync) {
    this.#rows = new Rows(db);
    this.#versions = new Versions(db);
    this.#log = db.prepare('SELECT id FROM logs WHERE key = ?');
    this.#behind = db.prepare(`
      SELECT event FROM mentions WHERE identity = ? AND log = ? AND event >= ? ORDER BY event`);
    this.#before = db.prepare(`
      SELECT event FROM mentions WHERE identity = ? AND log = ? AND event >= ? AND event < ?
      ORDER BY event DESC LIMIT ?`);
  }

  /** Reads each log from its place on, up to `most + 1` messages. */
  unread({ of, logs, besides, most }: UnreadSearch): Unread[] {
    const isCounted = ({ author }: Slot): boolean => !besides.includes(author);
    return logs.map(([key, after]) => {
      const log = this.#idOf(key);
      let [unread, first] = [0, 0];
      for (const slot of this.#from(log, after)) {
        first ||= slot.id;
        if (isCounted(slot) && isSaid(this.#versions.current(slot))) unread += 1;
        if (unread > most) break;
      }
      let mentions = 0;
      for (const { event } of first > 0 ? this.#behind.iterate(of, log, first) : []) {
        const slot = this.#rows.event(Number(event));
        if (slot && isCounted(slot)) mentions += 1;
        if (mentions > most) break;
      }
      return { unread, mentions };
    });
  }

  /** The newest first. */
  find({ of, logs, behind, besides, next, limit }: MentionSearch): FoundEvent[] {
    const after = new Map(behind);
    const places = logs.flatMap((key) => {
      const log = this.#idOf(key);
      const [first] = log > 0 ? this.#from(log, after.get(key) ?? 0) : [];
      return first ? [{ log, first: first.id }] : [];
    });
    const found: FoundEvent[] = [];
    let end = next === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(next, RADIX);
    for (let isMore = true; isMore && found.length < limit; ) {
      const ids = places
        .flatMap(({ log, first }) => this.#before.all(of, log, first, end, limit))
        .map(({ event }) => Number(event))
        .sort((one, other) => other - one)
        .slice(0, limit);
      isMore = ids.length === limit;
      end = ids.at(-1) ?? end;
      for (const id of ids) {
        const slot = this.#rows.event(id);
        if (slot === undefined || besides.includes(slot.author) || found.length >= limit) continue;
        found.push({ event: this.#versions.current(slot), cursor: id.toString(RADIX) });
      }
    }
    return found;
  }

  *#from(log: number, after: number): Generator<Slot> {
    for (const row of this.#rows.from(log, after)) {
      for (const slot of slotsOf(row)) if (slot.seq > after) yield slot;
    }
  }

  #idOf(key: LogKey): number {
    return Number(this.#log.get(key)?.id ?? 0);
  }
}

/** Of an event in JSON: a quote within its text would be escaped, so that these are its fields. */
const isSaid = (event: string): boolean =>
  event.startsWith('{"ev":"message"') && !event.includes(',"deleted":');
