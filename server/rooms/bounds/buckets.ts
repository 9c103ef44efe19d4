/** Token buckets of whoever is limited in time: arithmetic on given times, in tables that forget who owes nothing. */
import { MINUTE_MS } from '../../../grammar/time.ts';
import type { Time } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import { Table } from '../world/table.ts';

/** The bounds of a bucket. */
export interface Pace {
  /** What may be done at once. */
  readonly burst: number;
  /** In so many milliseconds it may be done once more; 0 switches the limit off. */
  readonly everyMs: number;
}

/** Of more than so many subjects the one that has owed something longest is forgotten, and may go on as if it did not. */
export const MAX_BUCKETS_KEPT = 10_000;

/** Nobody waits longer than this, or than one more takes to come: a crowd that leaves a room does not close it for an hour. */
export const MAX_WAIT_MS = 60_000;

/** The buckets of one kind by subject: of each, when it is full again. The one that has not been full for longest is first. */
export class Buckets extends Table<string, Time> {
  /** How many milliseconds pass until so many more may be taken; more than its burst, when it is full. */
  wait(subject: string, { burst, everyMs }: Pace, now: Time, times = 1): number {
    const full = Math.max(this.get(subject) ?? 0, now);
    return Math.max(0, full - (burst - Math.min(times, burst)) * everyMs - now);
  }

  /** Takes one, also one that is still to come: whoever asks next waits longer, but not for ever. */
  take(subject: string, { burst, everyMs }: Pace, now: Time): void {
    if (everyMs === 0) return;
    const full = Math.max(this.get(subject) ?? 0, now) + everyMs;
    const last = now + (burst - 1) * everyMs + Math.max(everyMs, MAX_WAIT_MS);
    this.put(subject, Math.min(full, last));
    for (const [oldest, isFull] of this.entries()) {
      if (this.size <= MAX_BUCKETS_KEPT && isFull > now) return;
      this.remove(oldest);
    }
  }
}

/** What is limited in time, and whose: a row each. */
export const standardPaces = {
  /** Short visits and other nicks in a room, where `churn` is not set. */
  churnOfRoom: { burst: 120, everyMs: 1000 },
  /** Short visits, other nicks and words of being away; of an account its returns, too. */
  changesOfPerson: { burst: 10, everyMs: 6000 },
  changesOfAddress: { burst: 300, everyMs: 1000 },
  /** People who have not written back, and are written to or invited for the first time. */
  strangersOfPerson: { burst: 30, everyMs: 10_000 },
  strangersOfAddress: { burst: 60, everyMs: 5000 },
  /** Messages to people who have not written back. */
  unansweredOfPerson: { burst: 500, everyMs: 2000 },
  unansweredOfAddress: { burst: 1000, everyMs: 1000 },
  /** Knocks and reports, which staff is told of. */
  asksOfAddress: { burst: 30, everyMs: 10_000 },
  knocksOfPerson: { burst: 1, everyMs: MINUTE_MS },
  knocksOfRoom: { burst: 1, everyMs: 5000 },
  reportsOfPerson: { burst: 1, everyMs: 10_000 },
  /** Rooms that are opened. */
  roomsOfPerson: { burst: 200, everyMs: 10_000 },
  roomsOfAddress: { burst: 200, everyMs: 5000 },
  /** Of one message: its edits, the reactions to it that come and go, and those of one person among them. */
  editsOfMessage: { burst: 50, everyMs: 10 * MINUTE_MS },
  reactionsOfMessage: { burst: 2000, everyMs: 1000 },
  reactionsOfPerson: { burst: 20, everyMs: MINUTE_MS },
} as const satisfies Record<string, Pace>;

/** The name of a row. */
export type PaceName = keyof typeof standardPaces;
/** The paces of a server. */
export type Paces = Readonly<Record<PaceName, Pace>>;

/** All rows, each with what `of` makes of it. */
export const eachPace = <T>(of: (name: PaceName) => T): Readonly<Record<PaceName, T>> =>
  Object.fromEntries(
    Object.keys(standardPaces).map((name) => [name, of(name as PaceName)]),
  ) as Record<PaceName, T>;

/** Where nothing is limited. */
export const noPaces: Paces = eachPace(() => ({ burst: 1, everyMs: 0 }));

/** Buckets of which all are full. */
export const bucketsIn = (journal: Journal): Readonly<Record<PaceName, Buckets>> =>
  eachPace(() => new Buckets(journal));
