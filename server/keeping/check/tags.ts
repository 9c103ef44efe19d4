/** The index of tags: has those events up to its cursor that answer commands of sessions, without holes, and no others. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Inspector, Seen } from './events.ts';
import type { Findings } from './findings.ts';

export class TagsInspector implements Inspector {
  readonly kind = 'faults of the index of tags';
  readonly #db: DatabaseSync;
  readonly #indexed: number;
  readonly #findings: Findings;
  /** By author, the first event in the index. What was before it was dropped: only the last ones are kept. */
  readonly #first = new Map<string, number>();
  readonly #has: StatementSync;

  constructor(db: DatabaseSync, indexed: number, findings: Findings) {
    this.#db = db;
    this.#indexed = indexed;
    this.#findings = findings;
    for (const { author, first } of db
      .prepare('SELECT author, min(event) AS first FROM tags GROUP BY author')
      .iterate()) {
      this.#first.set(String(author), Number(first));
    }
    this.#has = db.prepare('SELECT 1 FROM tags WHERE author = ? AND event = ?');
  }

  see({ id, author, tag, place }: Seen): void {
    if (tag === null || id > this.#indexed) return;
    const first = this.#first.get(author);
    if (first === undefined || id < first || this.#has.get(author, id) !== undefined) return;
    this.#tell(`The index of tags does not know ${place}.`);
  }

  end(): void {
    const rows = this.#db.prepare(`
      SELECT tags.event, events.id IS NULL AS gone, tags.event > ? AS early, sessions.id IS NULL AS over
      FROM tags LEFT JOIN events ON events.id = tags.event LEFT JOIN sessions ON identity = tags.author
      WHERE gone OR early OR over OR events.tag IS NULL OR events.author <> tags.author`);
    for (const { event, gone, early, over } of rows.iterate(this.#indexed)) {
      const why = gone
        ? 'which is not there'
        : early
          ? 'which it has not come to yet'
          : over
            ? 'whose author has no session'
            : 'which has no tag of that author';
      this.#tell(`The index of tags has event ${event}, ${why}.`);
    }
  }

  #tell(sentence: string): void {
    this.#findings.add(this.kind, sentence);
  }
}
