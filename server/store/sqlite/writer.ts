/** The thread that writes: it holds the lock, commits turns, and in between indexes and removes what is old. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { isMainThread, workerData } from 'node:worker_threads';
import { type AppendOutcome, CONFLICT } from '../log.ts';
import { answerCalls, warn } from './calls.ts';
import { type Chore, Chores } from './chores.ts';
import type { Appended } from './committer.ts';
import {
  type Durability,
  emptyWal,
  sync,
  tidyIfSmall,
  transaction,
  UnknownCommit,
} from './database.ts';
import { inWords, isDamage, needsReopening, StoreError } from './errors.ts';
import { databaseIn, demandStore, mark, prepare } from './files.ts';
import { lock } from './lock.ts';
import { metaOf } from './schema.ts';
import type { StoredTurn } from './stored.ts';
import { Watch } from './watch.ts';
import { openStore, type WritableStore } from './writable-store.ts';

/** What the writing thread is started with. */
export interface WriterOptions {
  directory: string;
  durability: Durability;
  /** Milliseconds that events are kept; for ever when there is none. */
  retention?: number | undefined;
  /** Which Parlance this is. */
  version: string;
  /** For specs: a commit counts itself in its second number, and waits while the first is 1. */
  gate?: Int32Array<SharedArrayBuffer> | undefined;
}

/** Which store it is, and the number of its last turn. */
export interface Store {
  id: string;
  turn: number;
}

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

/** The only one that writes to the database. Its methods are called from the other thread, one after the other. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #file: string;
  readonly #chores: Chores;
  #lock: DatabaseSync | undefined;
  #watch: Watch | undefined;
  #opened: WritableStore | undefined;
  /** Damage was found: all is verified before anything is written again. */
  #isSuspect = false;
  /** The number of the last turn that was surely committed. */
  #turn = 0;
  #isTroubled = false;
  /** Something was deleted, and its traces may be left. */
  #isUntidy = false;
  #tidied = Number.NEGATIVE_INFINITY;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#file = databaseIn(options.directory);
    this.#chores = new Chores((error) => this.#tell(error));
  }

  /** Opens the database, a new one if need be. The name of its number space, and the number of the last turn. */
  open(): Store {
    return this.#inWords(() => {
      this.#lock ??= lock(this.#options.directory);
      demandStore(this.#options.directory);
      prepare(this.#options.directory, this.#file);
      const { db, committer } = this.#open();
      mark(this.#options.directory);
      this.#watch = new Watch(this.#options.directory);
      // A server that was killed may have left there what was deleted just before.
      this.#chores.plan(this.#empty, EMPTY_DELAY_MS);
      this.#chores.plan(this.#indexNext, INDEX_DELAY_MS);
      this.#chores.plan(this.#blankForgotten, SWEEP_PAUSE_MS);
      this.#chores.plan(this.#removeOld, INDEX_DELAY_MS);
      this.#turn = committer.turn;
      return { id: String(metaOf(db, 'store')), turn: this.#turn };
    });
  }

  /** Commits a turn. */
  append(turn: StoredTurn): AppendOutcome {
    try {
      const appended = this.#open().committer.append(turn);
      if (appended === undefined) return { is: 'nothing', why: CONFLICT };
      this.#turn = appended.turn;
      this.#follow(appended);
      return { is: 'done', turn: appended.turn };
    } catch (error) {
      const why = inWords(this.#letGoAfter(error), this.#file);
      if (!(error instanceof UnknownCommit)) return { is: 'nothing', why };
      return { is: 'unknown', why, turn: this.#turn + 1 };
    }
  }

  /** The number of the last turn, which stays it whatever was unknown. */
  lastTurn(): number {
    this.#turn = this.#inWords(() => this.#open().committer.confirmLastTurn());
    return this.#turn;
  }

  /** Brings the index up to the last event, while turns are still committed in between. */
  async finishIndex(): Promise<void> {
    while (this.#inWords(this.#indexNext)) await setImmediate();
  }

  /** Removes what is too old. Resolves when none of it is in any file. */
  async sweep(): Promise<void> {
    while (this.#inWords(this.#removeOld)) await setImmediate();
    while (this.#inWords(this.#blankForgotten)) await setImmediate();
    while (this.#inWords(this.#empty)) await setImmediate();
  }

  /** Sets something of the connection that writes, such as `max_page_count = 100`. */
  pragma(setting: string): void {
    this.#open().db.exec(`PRAGMA ${setting}`);
  }

  close(): void {
    this.#chores.stop();
    try {
      if (this.#opened) this.#empty();
    } catch (error) {
      this.#tell(error);
    }
    this.#opened?.db.close();
    this.#lock?.close();
  }

  /** A turn was committed: whatever is the matter now, that is done. */
  #follow({ amended, forgot, ages }: NonNullable<Appended>): void {
    this.#isTroubled = false;
    try {
      this.#watch?.note();
    } catch (error) {
      this.#tell(error);
    }
    if (ages) this.#chores.plan(this.#removeOld, INDEX_DELAY_MS);
    if (forgot) this.#chores.plan(this.#blankForgotten, INDEX_DELAY_MS);
    if (amended) this.#removed(EMPTY_DELAY_MS);
    this.#chores.plan(this.#indexNext, INDEX_DELAY_MS);
  }

  readonly #indexNext = this.#writing(() => {
    const { db, index } = this.#open();
    // Whatever is lost of the index in a power cut is made anew from the events.
    sync(db, 'relaxed');
    try {
      return transaction(db, () => index.step(MAX_INDEX_STEP_EVENTS))();
    } finally {
      sync(db, this.#options.durability);
    }
  });

  readonly #removeOld = this.#writing(() => {
    const { retention } = this.#options;
    const { sweeper } = this.#open();
    const [now, most] = [Date.now(), MAX_SWEEP_STEP_EVENTS];
    const blank = sweeper.blankOld(now, most);
    const removed =
      blank + (retention === undefined ? 0 : sweeper.removeOld(now - retention, most));
    if (removed > 0) this.#removed(SWEEP_PAUSE_MS);
    if (removed >= most) return true;
    this.#chores.plan(this.#removeOld, SWEEP_PAUSE_MS);
    return false;
  });

  readonly #blankForgotten = this.#writing(() => {
    const { sweeper } = this.#open();
    const more = sweeper.blankForgotten(MAX_SWEEP_STEP_EVENTS);
    if (more) this.#removed(SWEEP_PAUSE_MS);
    return more;
  });

  /** Has what was deleted overwritten in the database, too, and gone from the write-ahead log. */
  readonly #empty = this.#writing(() => {
    const { db } = this.#open();
    if (this.#isUntidy) tidyIfSmall(db);
    this.#isUntidy = false;
    this.#tidied = performance.now();
    return !emptyWal(db);
  });

  /** Something was deleted: in so many milliseconds nothing of it is left. */
  #removed(delay: number): void {
    this.#isUntidy = true;
    const rest = this.#tidied + TIDY_PAUSE_MS - performance.now();
    this.#chores.plan(this.#empty, Math.max(delay, rest));
  }

  #open(): WritableStore {
    if (this.#opened) return this.#opened;
    this.#watch?.demandDatabase();
    this.#opened = openStore(this.#file, this.#options, this.#isSuspect, () => this.#check());
    this.#isSuspect = false;
    this.#watch?.renew();
    return this.#opened;
  }

  /** Before each commit: it must go to the file that the next start will read. */
  #check(): void {
    const { gate } = this.#options;
    if (gate !== undefined) {
      Atomics.add(gate, 1, 1);
      Atomics.notify(gate, 1);
      Atomics.wait(gate, 0, 1);
    }
    this.#watch?.demand();
  }

  /** A chore that writes: not to files that are not whole. */
  #writing(chore: Chore): Chore {
    return () => {
      this.#watch?.demand();
      const more = chore();
      this.#watch?.note();
      return more;
    };
  }

  #inWords<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new StoreError(inWords(this.#letGoAfter(error), this.#file));
    }
  }

  /** The next call opens the database anew, if that may help. Returns the error, or what lies behind it. */
  #letGoAfter(thrown: unknown): unknown {
    const error = thrown instanceof UnknownCommit ? thrown.cause : thrown;
    if (error === thrown && !needsReopening(error)) return error;
    this.#isSuspect ||= isDamage(error);
    const reason = this.#watch?.look() ?? error;
    try {
      this.#opened?.db.close();
    } catch {
      // It can't be used any more either way.
    }
    this.#opened = undefined;
    return reason;
  }

  /** Tells of a chore that failed: once, until something goes well. */
  #tell(error: unknown): void {
    const reason = this.#letGoAfter(error);
    if (!this.#isTroubled) warn(inWords(reason, this.#file));
    this.#isTroubled = true;
  }
}

if (!isMainThread) answerCalls(new Writer(workerData as WriterOptions));
