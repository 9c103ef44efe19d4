/** The thread that writes: it holds the lock, commits turns, and in between indexes and removes what is old. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { isMainThread, workerData } from 'node:worker_threads';
import { type Clock, machineClock } from '../../clock.ts';
import { type AppendOutcome, CONFLICT, type Durability } from '../store.ts';
import { answerCalls, warn } from './calls.ts';
import type { Chore } from './chores.ts';
import type { Appended } from './committer.ts';
import { UnknownCommit } from './database.ts';
import { errorInWords, isDamage, needsReopening, StoreError } from './errors.ts';
import { databaseIn, demandStore, mark, prepare } from './files.ts';
import { lock } from './lock.ts';
import { metaOf } from './schema.ts';
import type { SharedLag } from './shared-lag.ts';
import type { StoredTurn } from './stored.ts';
import { Upkeep } from './upkeep.ts';
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
  /** Kept up to date: what the index lacks. */
  lag: SharedLag;
}

/** Which store it is, and the number of its last turn. */
export interface OpenedStore {
  id: string;
  turn: number;
}

/** The only one that writes to the database. Its methods are called from the other thread, one after the other. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #file: string;
  readonly #upkeep: Upkeep;
  #lock: DatabaseSync | undefined;
  #watch: Watch | undefined;
  #opened: WritableStore | undefined;
  /** Damage was found: all is verified before anything is written again. */
  #isSuspect = false;
  /** The number of the last turn that was surely committed. */
  #turn = 0;
  #isTroubled = false;
  /** There while the index is being brought up for those who ask. */
  #finishing: Promise<void> | undefined;

  constructor(options: WriterOptions, clock: Clock) {
    this.#options = options;
    this.#file = databaseIn(options.directory);
    const { durability, retention } = options;
    this.#upkeep = new Upkeep({
      clock,
      durability,
      retention,
      open: () => this.#open(),
      guarded: (chore) => this.#guarded(chore),
      failed: (error) => this.#tell(error),
    });
  }

  /** Opens the database, a new one if need be. The name of its number space, and the number of the last turn. */
  open(): OpenedStore {
    return this.#inWords(() => {
      this.#lock ??= lock(this.#options.directory);
      demandStore(this.#options.directory);
      prepare(this.#options.directory, this.#file);
      const { db, committer } = this.#open();
      mark(this.#options.directory);
      this.#watch = new Watch(this.#options.directory);
      this.#upkeep.begin();
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
      const why = errorInWords(this.#letGoAfter(error), this.#file);
      if (!(error instanceof UnknownCommit)) return { is: 'nothing', why };
      return { is: 'unknown', why, turn: this.#turn + 1 };
    }
  }

  /** The number of the last turn, which stays it whatever was unknown. */
  lastTurn(): number {
    this.#turn = this.#inWords(() => this.#open().committer.confirmLastTurn());
    return this.#turn;
  }

  /** Brings the index up to the last event, while turns are still committed in between: once for all who ask at a time. */
  finishIndex(): Promise<void> {
    this.#finishing ??= this.#finish().finally(() => {
      this.#finishing = undefined;
    });
    return this.#finishing;
  }

  async #finish(): Promise<void> {
    while (this.#inWords(this.#upkeep.indexNext)) await setImmediate();
  }

  close(): void {
    this.#upkeep.stop();
    try {
      if (this.#opened) this.#upkeep.empty();
    } catch (error) {
      this.#tell(error);
    }
    this.#opened?.db.close();
    this.#lock?.close();
  }

  /** A turn was committed: whatever is the matter now, that is done. */
  #follow(appended: NonNullable<Appended>): void {
    this.#isTroubled = false;
    try {
      this.#watch?.note();
    } catch (error) {
      this.#tell(error);
    }
    this.#upkeep.follow(appended);
  }

  #open(): WritableStore {
    if (this.#opened) return this.#opened;
    this.#watch?.demandDatabase();
    // Each commit must go to the file that the next start will read.
    const check = () => this.#watch?.demand();
    this.#opened = openStore(this.#file, this.#options, this.#isSuspect, check);
    this.#isSuspect = false;
    this.#watch?.renew();
    return this.#opened;
  }

  /** A chore that writes: not to files that are not whole. */
  #guarded(chore: Chore): Chore {
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
      throw new StoreError(errorInWords(this.#letGoAfter(error), this.#file));
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
    if (!this.#isTroubled) warn(errorInWords(reason, this.#file));
    this.#isTroubled = true;
  }
}

if (!isMainThread) answerCalls(new Writer(workerData as WriterOptions, machineClock));
