/** The tags of events up to the index's cursor: of each session the last ones, without holes, are among its answers. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Inspector, Seen } from './events.ts';
import type { Findings } from './findings.ts';

export class TagsInspector implements Inspector {
  readonly kind = 'faults of answers';
  readonly #indexed: number;
  readonly #findings: Findings;
  /** By session, after which event its first answer was told. What was answered before it was dropped. */
  readonly #first = new Map<string, number>();
  readonly #has: StatementSync;

  constructor(db: DatabaseSync, indexed: number, findings: Findings) {
    this.#indexed = indexed;
    this.#findings = findings;
    for (const { identity, first } of db
      .prepare('SELECT identity, min(after) AS first FROM answers GROUP BY identity')
      .iterate()) {
      this.#first.set(String(identity), Number(first));
    }
    this.#has = db.prepare('SELECT 1 FROM answers WHERE identity = ? AND after = ? AND tag = ?');
  }

  see({ id, row, author, tag, place }: Seen): void {
    if (tag === null || row > this.#indexed) return;
    const first = this.#first.get(author);
    if (first === undefined || id - 1 <= first) return;
    if (this.#has.get(author, id - 1, tag) !== undefined) return;
    this.#findings.add(this.kind, `What ${author} was answered for ${place} is not remembered.`);
  }
}
