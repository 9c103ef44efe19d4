/** Finds what the tagged commands of a session have left in the latest rows, of which the remembered answers know nothing yet. */
import { type Slot, slotsOf } from './row.ts';
import type { Rows } from './rows.ts';

/** An event that a tagged command has left. */
interface Tagged extends Slot {
  tag: string;
}

/** Looks at each row once, whoever is asked for: after a restart every session is that comes back. */
export class LatestTags {
  readonly #rows: Rows;
  /** The ids of rows with tags of each session. */
  readonly #bySession = new Map<string, number[]>();
  /** The rows behind the one and up to the other were looked at. */
  #after = 0;
  #last = 0;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** The tagged events of a session in the rows behind that of the id `after`: the oldest first. */
  of(session: string, after: number): Tagged[] {
    this.#lookOn(after);
    const ids = this.#bySession.get(session) ?? [];
    const rows = ids.flatMap((id) => this.#rows.row(id) ?? []);
    return rows
      .flatMap(slotsOf)
      .filter((slot): slot is Tagged => slot.tag !== null && slot.session === session);
  }

  #lookOn(after: number): void {
    if (after !== this.#after) {
      this.#bySession.clear();
      this.#after = after;
      this.#last = after;
    }
    for (const { id, sessions } of this.#rows.tagged(this.#last)) {
      this.#last = id;
      for (const session of new Set(sessions.split('\n'))) {
        const ids = this.#bySession.get(session);
        if (ids === undefined) this.#bySession.set(session, [id]);
        else ids.push(id);
      }
    }
  }
}
