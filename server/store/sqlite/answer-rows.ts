/** Stores the answers to tagged commands: at least the last 256 of each session, in the order of (after, id). */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import { MAX_ANSWERS_KEPT } from '../../../grammar/text.ts';
import { outcomeOf } from '../answers.ts';
import type { Slot } from './row.ts';
import type { StoredAnswer } from './stored.ts';

/** At most this many sessions are counted for; then all begin at 0 again. */
const MAX_COUNTERS = 100_000;

/** Writes the table `answers`, and cuts a session's list when it has become long. */
export class AnswerRows {
  readonly #add: StatementSync;
  readonly #trim: StatementSync;
  readonly #end: StatementSync;
  /** How many were added to each session's list since it was cut. */
  readonly #added = new Map<string, number>();

  constructor(db: DatabaseSync) {
    this.#add = db.prepare(`
      INSERT INTO answers (session, after, tag, done, outcome)
      SELECT key, ?2, ?3, ?4, ?5 FROM sessions WHERE key = ?1`);
    this.#trim = db.prepare(`
      DELETE FROM answers WHERE session = ?1 AND id IN (
        SELECT id FROM answers WHERE session = ?1 ORDER BY after DESC, id DESC LIMIT -1 OFFSET ${MAX_ANSWERS_KEPT}
      )`);
    this.#end = db.prepare('DELETE FROM answers WHERE session = ?');
  }

  /** Within a transaction: what a session that is not over was answered, after the event of that id. */
  add(session: string, after: number, { tag, done, outcome }: StoredAnswer): void {
    this.#add.run(session, after, tag, done, outcome);
    const added = (this.#added.get(session) ?? 0) + 1;
    this.#added.set(session, added);
    if (added >= MAX_ANSWERS_KEPT) {
      this.#added.delete(session);
      this.#trim.run(session);
    } else if (this.#added.size > MAX_COUNTERS) this.#added.clear();
  }

  /** Within a transaction: what the session was answered whose tagged command left this event. */
  addRecorded({ id, session, tag, done }: Slot, event: Logged): void {
    if (session === null || tag === null || done === null || !('ev' in event)) return;
    // Those that were told after the event before it are there already, and so stay before it.
    this.add(session, id - 1, { tag, done, outcome: JSON.stringify(outcomeOf(event)) });
  }

  /** Within a transaction: the session is over. */
  end(session: string): void {
    this.#end.run(session);
  }
}
