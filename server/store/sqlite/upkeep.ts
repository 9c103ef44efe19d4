/** What the writing thread does between commits: it indexes, removes what is too old, and overwrites what was deleted. */
import type { Clock } from '../../clock.ts';
import type { Durability } from '../store.ts';
import { type Chore, Chores } from './chores.ts';
import type { Appended } from './committer.ts';
import { emptyWal, sync, tidyIfSmall, transaction } from './database.ts';
import { Lull } from './lull.ts';
import type { WritableStore } from './writable-store.ts';

/** One step of a chore takes at most this many events: some milliseconds. */
const MAX_INDEX_STEP_EVENTS = 1000;
const MAX_SWEEP_STEP_EVENTS = 200;
/** Milliseconds until the index follows a commit. */
const INDEX_DELAY_MS = 500;
/** Milliseconds until a text that is gone from the tables is gone from the write-ahead log. */
const EMPTY_DELAY_MS = 50;
/** Milliseconds from one tidying up to the next. */
const TIDY_PAUSE_MS = 1000;
/** Milliseconds from one look for events that are too old to the next. */
const SWEEP_PAUSE_MS = 60_000;

/** What the upkeep has of the writer. */
interface UpkeepPorts {
  /** The open database, which is opened if need be. Throws when it can't be used. */
  open(): WritableStore;
  /** The chore with what has to be checked before it writes, and noted afterwards. */
  guarded(chore: Chore): Chore;
  /** A chore has failed. It is tried again. */
  failed(error: unknown): void;
  readonly clock: Clock;
  readonly durability: Durability;
  /** Milliseconds that events are kept; for ever when there is none. */
  readonly retention: number | undefined;
}

/** Plans the chores of one store. Each chore does one step when it is called, and returns true when there is more to do. */
export class Upkeep {
  readonly #ports: UpkeepPorts;
  readonly #chores: Chores;
  readonly #lull: Lull;
  /** Something was deleted, and its traces may be left. */
  #isUntidy = false;
  #tidied = Number.NEGATIVE_INFINITY;
  /** Brings the index nearer to the last event. */
  readonly indexNext: Chore;
  /** The same, when there is time for it. */
  readonly #indexInLull: Chore;
  /** Removes events that are too old. */
  readonly #sweepOld: Chore;
  /** Overwrites events of forgotten logs. */
  readonly #sweepForgotten: Chore;
  /** Has what was deleted overwritten in the database, too, and gone from the write-ahead log. */
  readonly empty: Chore;

  constructor(ports: UpkeepPorts) {
    this.#ports = ports;
    this.#chores = new Chores(ports.clock, (error) => ports.failed(error));
    this.#lull = new Lull(() => ports.clock.now());
    this.indexNext = ports.guarded(() => this.#indexNext());
    this.#indexInLull = () => (this.#waitsForLull() ? false : this.indexNext());
    this.#sweepOld = ports.guarded(() => this.#removeOld());
    this.#sweepForgotten = ports.guarded(() => this.#blankForgotten());
    this.empty = ports.guarded(() => this.#empty());
  }

  /** The store was opened. A server that was killed may have left there what was deleted just before. */
  begin(): void {
    this.#chores.plan(this.empty, EMPTY_DELAY_MS);
    this.#chores.plan(this.#indexInLull, INDEX_DELAY_MS);
    this.#chores.plan(this.#sweepForgotten, SWEEP_PAUSE_MS);
    this.#chores.plan(this.#sweepOld, INDEX_DELAY_MS);
  }

  /** A turn was committed. */
  follow({ events, amended, forgot, ages }: NonNullable<Appended>): void {
    this.#lull.note(events);
    if (ages) this.#chores.plan(this.#sweepOld, INDEX_DELAY_MS);
    if (forgot) this.#chores.plan(this.#sweepForgotten, INDEX_DELAY_MS);
    if (amended) this.#removed(EMPTY_DELAY_MS);
    this.#chores.plan(this.#indexInLull, INDEX_DELAY_MS);
  }

  /** Does nothing any more. */
  stop(): void {
    this.#chores.stop();
  }

  #waitsForLull(): boolean {
    const wait = this.#lull.wait(this.#ports.open().index.lacking);
    if (wait > 0) this.#chores.plan(this.#indexInLull, wait);
    return wait > 0;
  }

  #indexNext(): boolean {
    const { durability } = this.#ports;
    const { db, index } = this.#ports.open();
    // Whatever is lost of the index in a power cut is made anew from the events.
    sync(db, 'relaxed');
    try {
      return transaction(db, () => index.step(MAX_INDEX_STEP_EVENTS))();
    } finally {
      sync(db, durability);
    }
  }

  #removeOld(): boolean {
    const { retention } = this.#ports;
    const { sweeper } = this.#ports.open();
    const [now, most] = [this.#ports.clock.date(), MAX_SWEEP_STEP_EVENTS];
    const blank = sweeper.blankOld(now, most);
    const removed =
      blank + (retention === undefined ? 0 : sweeper.removeOld(now - retention, most));
    if (removed > 0) this.#removed(SWEEP_PAUSE_MS);
    if (removed >= most) return true;
    this.#chores.plan(this.#sweepOld, SWEEP_PAUSE_MS);
    return false;
  }

  #blankForgotten(): boolean {
    const { sweeper } = this.#ports.open();
    const more = sweeper.blankForgotten(MAX_SWEEP_STEP_EVENTS);
    if (more) this.#removed(SWEEP_PAUSE_MS);
    return more;
  }

  #empty(): boolean {
    const { db } = this.#ports.open();
    if (this.#isUntidy) tidyIfSmall(db);
    this.#isUntidy = false;
    this.#tidied = this.#ports.clock.now();
    return !emptyWal(db);
  }

  /** Something was deleted: in so many milliseconds nothing of it is left. */
  #removed(delay: number): void {
    this.#isUntidy = true;
    const rest = this.#tidied + TIDY_PAUSE_MS - this.#ports.clock.now();
    this.#chores.plan(this.empty, Math.max(delay, rest));
  }
}
