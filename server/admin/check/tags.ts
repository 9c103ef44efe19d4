/** Checks the answers of each session: they hold the last tags up to the index's cursor, without a gap. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Inspector, Seen } from './events.ts';
import type { Findings } from './findings.ts';

/** Inspects the tags of events that the index has passed. Holds one number for each session in memory. */
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
    for (const { session, first } of db
      .prepare('SELECT session, min(after) AS first FROM answers GROUP BY session')
      .iterate()) {
      this.#first.set(String(session), Number(first));
    }
    this.#has = db.prepare('SELECT 1 FROM answers WHERE session = ? AND after = ? AND tag = ?');
  }

  see({ id, row, session, tag, where }: Seen): void {
    if (session === null || tag === null || row > this.#indexed) return;
    const first = this.#first.get(session);
    if (first === undefined || id - 1 <= first) return;
    if (this.#has.get(session, id - 1, tag) !== undefined) return;
    this.#findings.add(this.kind, `What ${session} was answered for ${where} is not remembered.`);
  }
}
