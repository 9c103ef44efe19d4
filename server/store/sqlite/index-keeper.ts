/** Brings the search index and the remembered tags up to the events, in small steps after commits. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import type { AnswerRows } from './answer-rows.ts';
import { bodyOf } from './body.ts';
import { firstTimeIn, type Row, type Slot } from './row.ts';
import { Rows, some } from './rows.ts';
import { metaOf } from './schema.ts';
import { lagIn, type SharedLag, tellLag } from './shared-lag.ts';
import type { Versions } from './versions.ts';

/** A step takes about so many characters: commits wait while a thousand long texts are cut into words. */
const MAX_STEP_CHARACTERS = 256 * 1024;

/** Indexes the events behind its cursor, in steps that the caller bounds. */
export class IndexKeeper {
  /** The last row that the index knows. */
  #indexed: number;
  /** The tags up to this row were known before search was begun anew. */
  readonly #tagged: number;
  /** Is told what it lacks. */
  readonly #lag: SharedLag;
  readonly #versions: Versions;
  readonly #remembered: AnswerRows;
  readonly #rows: Rows;
  readonly #advance: StatementSync;
  readonly #putIn: StatementSync;
  readonly #takeOut: StatementSync;
  readonly #flush: StatementSync;

  constructor(db: DatabaseSync, versions: Versions, remembered: AnswerRows, lag: SharedLag) {
    this.#versions = versions;
    this.#remembered = remembered;
    this.#rows = new Rows(db);
    this.#indexed = Number(metaOf(db, 'indexed'));
    this.#tagged = Number(metaOf(db, 'tagged'));
    this.#lag = lag;
    const { last } = db.prepare('SELECT max(id) AS last FROM events').get() ?? {};
    this.#lack(Number(last ?? 0) - this.#indexed);
    this.#advance = db.prepare("UPDATE meta SET value = ? WHERE key = 'indexed'");
    this.#putIn = db.prepare('INSERT INTO search (rowid, body) VALUES (?, ?)');
    this.#takeOut = db.prepare("INSERT INTO search (search, rowid, body) VALUES ('delete', ?, ?)");
    this.#flush = db.prepare("INSERT INTO search (search) VALUES ('flush')");
  }

  /** The last row whose events are found, or whose tags are remembered. */
  get last(): number {
    return Math.max(this.#indexed, this.#tagged);
  }

  /** How many events it lacks, at most. */
  get lacking(): number {
    return lagIn(this.#lag).events;
  }

  /**
   * Within a transaction: takes the next rows in, with about so many events, or fewer long ones. The answer is what to call when it is
   * committed: it tells whether there may be more.
   */
  step(most: number): () => boolean {
    const behind = this.#rows.behind(this.#indexed);
    const { rows, slots, mayBeMore } = some(behind, most, MAX_STEP_CHARACTERS);
    for (const slot of slots) {
      const { id, log, row, author } = slot;
      const event = JSON.parse(this.#versions.current(slot)) as Logged;
      const body = bodyOf(log, author, event);
      if (body !== undefined) this.#putIn.run(id, body);
      if (row > this.#tagged) this.#remembered.addRecorded(slot, event);
    }
    const last = rows.at(-1);
    if (last !== undefined) this.#advance.run(last.id);
    return () => {
      this.#indexed = last?.id ?? this.#indexed;
      this.#lack(mayBeMore ? this.lacking - slots.length : 0);
      return mayBeMore;
    };
  }

  /** So many events were committed, the first of which is in the first of these rows. */
  follow([first]: readonly Row[], events: number): void {
    const { events: lacking, since } = lagIn(this.#lag);
    if (first) tellLag(this.#lag, lacking + events, since ?? firstTimeIn(first));
  }

  /** It lacks so many events, the first of which is that behind its cursor. */
  #lack(events: number): void {
    const [next] = events > 0 ? this.#rows.behind(this.#indexed) : [];
    if (next === undefined) tellLag(this.#lag, 0, 0);
    else tellLag(this.#lag, events, firstTimeIn(next));
  }

  /** Within a transaction: an event reads otherwise from now on, or, without `after`, is gone. Both are JSON. */
  amend({ id, row, log, author }: Slot, before: string, after?: string): void {
    if (row > this.#indexed) return;
    const old = bodyOf(log, author, JSON.parse(before) as Logged);
    if (old !== undefined) this.#takeOut.run(id, old);
    const body = after && bodyOf(log, author, JSON.parse(after) as Logged);
    if (!body) return;
    // With 'secure-delete', FTS5 overlooks that a word was taken out if it comes back 64 times in the same flush.
    if (old !== undefined) this.#flush.run();
    this.#putIn.run(id, body);
  }

  /** Within a transaction: an event is being removed, or blanked. What it was answered stays with its session. */
  takeOut(slot: Slot): void {
    const json = this.#versions.current(slot);
    if (slot.row > this.last) this.#remembered.addRecorded(slot, JSON.parse(json) as Logged);
    this.amend(slot, json);
  }
}
