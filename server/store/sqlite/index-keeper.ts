/** Keeps search and tags in step with the events: in small steps behind the commits, which have nothing to do with it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import { ANSWERS_KEPT } from '../answers.ts';
import { bodyOf } from './body.ts';
import { metaOf } from './schema.ts';
import { Tally } from './tally.ts';
import type { Versions } from './versions.ts';

/** Which event it is, and what the index knows of it besides its text. */
export interface Indexed {
  id: number;
  log: number;
  author: string;
}

/** An event as the index needs it. */
export interface Indexable extends Indexed {
  tag: string | null;
  event: string;
}

/** So many events wait in memory for the index; if there are more, they are read when it is their turn. */
const AHEAD = 20_000;

export class IndexKeeper {
  /** The last event that the index knows. */
  #indexed: number;
  /** The tags up to this event were known before search was begun anew. */
  readonly #tagged: number;
  /** The events that follow, as they were committed: all that there are, or none. */
  #ahead: Indexable[] = [];
  readonly #versions: Versions;
  readonly #next: StatementSync;
  readonly #advance: StatementSync;
  readonly #putIn: StatementSync;
  readonly #takeOut: StatementSync;
  readonly #flush: StatementSync;
  readonly #tag: StatementSync;
  readonly #trim: StatementSync;
  readonly #untrimmed = new Tally(ANSWERS_KEPT);

  constructor(db: DatabaseSync, versions: Versions) {
    this.#versions = versions;
    this.#indexed = Number(metaOf(db, 'indexed'));
    this.#tagged = Number(metaOf(db, 'tagged'));
    this.#next = db.prepare(
      'SELECT id, log, author, tag, event FROM events WHERE id > ? ORDER BY id LIMIT ?',
    );
    this.#advance = db.prepare("UPDATE meta SET value = ? WHERE key = 'indexed'");
    this.#putIn = db.prepare('INSERT INTO search (rowid, body) VALUES (?, ?)');
    this.#takeOut = db.prepare("INSERT INTO search (search, rowid, body) VALUES ('delete', ?, ?)");
    this.#flush = db.prepare("INSERT INTO search (search) VALUES ('flush')");
    this.#tag = db.prepare('INSERT INTO tags SELECT identity, ? FROM sessions WHERE identity = ?');
    this.#trim = db.prepare(`
      DELETE FROM tags WHERE author = ?1 AND event < (
        SELECT event FROM tags WHERE author = ?1 ORDER BY event DESC LIMIT 1 OFFSET ${ANSWERS_KEPT - 1}
      )`);
  }

  /** The last event that search or tags may know. */
  get last(): number {
    return Math.max(this.#indexed, this.#tagged);
  }

  /**
   * Within a transaction: takes the next events in, at most so many. The answer is what to call when it is committed: it
   * tells whether there may be more.
   */
  step(most: number): () => boolean {
    const rows =
      this.#ahead.length > 0
        ? this.#ahead.slice(0, most)
        : (this.#next.all(this.#indexed, most) as unknown as Indexable[]);
    for (const { id, log, author, tag, event } of rows) {
      const body = bodyOf(log, author, JSON.parse(this.#versions.current(id, event)) as Logged);
      if (body !== undefined) this.#putIn.run(id, body);
      if (tag === null || id <= this.#tagged) continue;
      this.#tag.run(id, author);
      if (this.#untrimmed.isDue(author)) this.#trim.run(author);
    }
    const last = rows.at(-1);
    if (last !== undefined) this.#advance.run(last.id);
    return () => {
      this.#indexed = last?.id ?? this.#indexed;
      this.#ahead.splice(0, rows.length);
      return rows.length === most;
    };
  }

  /** Events were committed that read otherwise now: the index reads them when it is their turn. */
  reread(): void {
    this.#ahead = [];
  }

  /** Events that were committed, all that came after the event `last`. */
  follow(last: number, events: Indexable[]): void {
    const isNext = last === (this.#ahead.at(-1)?.id ?? this.#indexed);
    if (isNext && this.#ahead.length < AHEAD) this.#ahead.push(...events);
    else this.#ahead = [];
  }

  /** Within a transaction: an event reads otherwise from now on, or, without `after`, is gone. Both are JSON. */
  amend({ id, log, author }: Indexed, before: string, after?: string): void {
    if (id > this.#indexed) return this.reread();
    const old = bodyOf(log, author, JSON.parse(before) as Logged);
    if (old !== undefined) this.#takeOut.run(id, old);
    const body = after && bodyOf(log, author, JSON.parse(after) as Logged);
    if (!body) return;
    // With 'secure-delete', FTS5 overlooks that a word was taken out if it comes back 64 times in the same flush.
    if (old !== undefined) this.#flush.run();
    this.#putIn.run(id, body);
  }
}
