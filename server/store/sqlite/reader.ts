/** The thread that reads. It waits for no commit, and no commit waits for it. */
import type { DatabaseSync } from 'node:sqlite';
import { isMainThread, workerData } from 'node:worker_threads';
import type { LogKey } from '../../../grammar/names.ts';
import type { MentionSearch, Search, Unread, UnreadSearch } from '../search.ts';
import type { KeptAnswer, LogRange } from '../store.ts';
import { answerCalls } from './calls.ts';
import { openForReading, orClose } from './database.ts';
import { errorInWords, needsReopening, StoreError } from './errors.ts';
import { databaseIn } from './files.ts';
import { Mentions } from './mentions.ts';
import { Reading } from './reading.ts';
import type { StoredKept } from './recalling.ts';
import { type FoundEvent, type SaidEvent, Searcher } from './searcher.ts';
import type { StoredRecord } from './stored.ts';

/** What the reading thread is started with. */
export interface ReaderOptions {
  directory: string;
}

interface ReadableStore {
  db: DatabaseSync;
  reading: Reading;
  searcher: Searcher;
  mentions: Mentions;
}

/** Opens the database when it is first needed, and anew after what a new connection may cure. */
export class StoreReader {
  readonly #file: string;
  #opened: ReadableStore | undefined;

  constructor({ directory }: ReaderOptions) {
    this.#file = databaseIn(directory);
  }

  /** Opens the database. Call it when the writer has opened it: from then on nobody can take the files away. */
  open(): void {
    this.#with(() => {});
  }

  /** What was kept. */
  recall(): StoredKept {
    return this.#with(({ reading }) => reading.recall());
  }

  read(log: LogKey, part: LogRange): StoredRecord[] {
    return this.#with(({ reading }) => reading.read(log, part));
  }

  lastBefore(log: LogKey, time: number): number {
    return this.#with(({ reading }) => reading.lastBefore(log, time));
  }

  answers(session: string): KeptAnswer[] {
    return this.#with(({ reading }) => reading.answers(session));
  }

  /** Nothing when it takes more than `most` events that the index lacks. */
  lastSaid(log: LogKey, author: string | undefined, most: number): number | undefined {
    return this.#with(({ searcher }) => searcher.lastSaid(log, author, most));
  }

  /** Of what the index knows. */
  saidBy(author: string, limit: number): SaidEvent[] {
    return this.#with(({ searcher }) => searcher.saidBy(author, limit));
  }

  /** Nothing when the index lacks more than `most` events. */
  search(search: Search, most: number): FoundEvent[] | undefined {
    return this.#with(({ searcher }) => searcher.search(search, most));
  }

  unread(search: UnreadSearch): Unread[] {
    return this.#with(({ mentions }) => mentions.unread(search));
  }

  mentions(search: MentionSearch): FoundEvent[] {
    return this.#with(({ mentions }) => mentions.find(search));
  }

  close(): void {
    this.#opened?.db.close();
    this.#opened = undefined;
  }

  /** Reads at one moment of the database, whatever is written meanwhile. */
  #with<T>(read: (opened: ReadableStore) => T): T {
    try {
      const opened = this.#open();
      opened.db.exec('BEGIN');
      try {
        return read(opened);
      } finally {
        opened.db.exec('COMMIT');
      }
    } catch (error) {
      if (needsReopening(error)) this.#letGo();
      throw new StoreError(errorInWords(error, this.#file));
    }
  }

  #open(): ReadableStore {
    if (this.#opened) return this.#opened;
    const db = openForReading(this.#file);
    this.#opened = orClose(db, () => ({
      db,
      reading: new Reading(db),
      searcher: new Searcher(db),
      mentions: new Mentions(db),
    }));
    return this.#opened;
  }

  /** The next call opens the database anew. */
  #letGo(): void {
    try {
      this.close();
    } catch {
      this.#opened = undefined;
    }
  }
}

if (!isMainThread) answerCalls(new StoreReader(workerData as ReaderOptions));
