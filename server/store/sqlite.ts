/** A store in a SQLite database. Two threads wait for the disk, so that the event loop never does. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Hit, MentionSearch, Search, Unread, UnreadSearch } from './search.ts';
import { Lasting } from './sqlite/lasting.ts';
import type { ReaderOptions, StoreReader } from './sqlite/reader.ts';
import { keptIn } from './sqlite/recalling.ts';
import type { FoundEvent } from './sqlite/searcher.ts';
import { lagIn, type SharedLag, sharedLag } from './sqlite/shared-lag.ts';
import { recordIn, stored } from './sqlite/stored.ts';
import { type ArgumentsOf, Interrupted, type Methods, type ResultOf } from './sqlite/thread.ts';
import type { OpenedStore, Writer, WriterOptions } from './sqlite/writer.ts';
import type {
  AppendOutcome,
  KeptAnswer,
  LogRange,
  LogRecord,
  Recalled,
  SaidRecord,
  SearchLag,
  Store,
  Turn,
} from './store.ts';

/** More events than this are not searched one by one, if the index can be brought up instead. */
const MAX_TAIL_EVENTS = 2000;

/** The options of a store on disk. */
export interface SqliteOptions extends Omit<WriterOptions, 'lag'> {
  /** Tells the operator a fact. */
  warn(fact: string): void;
}

/** The methods of a thread, to be called from here. */
export type Caller<T extends Writer | StoreReader> = Pick<Lasting<T>, 'call' | 'close'>;

/** Turns, and records that are read, pass between the threads as structured clones. */
export class SqliteStore implements Store {
  readonly id: string;
  readonly #writer: Caller<Writer>;
  readonly #reader: Caller<StoreReader>;
  readonly #lag: SharedLag;
  /** The number of the last turn that is surely stored. */
  #turn: number;

  /** The store that these two have opened. The writer tells in `lag` how far its index is behind. */
  constructor(
    { id, turn }: OpenedStore,
    writer: Caller<Writer>,
    reader: Caller<StoreReader>,
    lag: SharedLag,
  ) {
    this.id = id;
    this.#turn = turn;
    this.#writer = writer;
    this.#reader = reader;
    this.#lag = lag;
  }

  /** Opens the database of a directory, both made when they are not there. Rejects with a sentence for the operator. */
  static async open({ warn, ...options }: SqliteOptions): Promise<SqliteStore> {
    const { directory } = options;
    let first: OpenedStore | undefined;
    const lag = sharedLag();
    const given: WriterOptions = { ...options, lag };
    // Both threads start at once, since starting one takes the time.
    const writer = new Lasting<Writer>('writer', given, warn, ({ id }) => {
      if (id !== first?.id) throw new Error(`In ${directory} there is another store than before.`);
    });
    const reader = new Lasting<StoreReader>('reader', { directory } satisfies ReaderOptions, warn);
    try {
      first = await writer.call('open');
      await reader.call('open');
      return new SqliteStore(first, writer, reader, lag);
    } catch (error) {
      await end(writer, reader);
      throw error;
    }
  }

  get searchLag(): SearchLag {
    return lagIn(this.#lag);
  }

  async recall(): Promise<Recalled> {
    return keptIn(await this.#reader.call('recall'));
  }

  async append(turn: Turn): Promise<AppendOutcome> {
    try {
      const outcome = await this.#writer.call('append', stored(turn));
      if (outcome.is === 'done') this.#turn = outcome.turn;
      return outcome;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!(error instanceof Interrupted)) return { is: 'nothing', why };
      return { is: 'unknown', why, turn: this.#turn + 1 };
    }
  }

  async lastTurn(): Promise<number> {
    this.#turn = await this.#writer.call('lastTurn');
    return this.#turn;
  }

  async read(log: LogKey, part: LogRange): Promise<LogRecord[]> {
    return (await this.#ask('read', log, part)).map(recordIn);
  }

  lastBefore(log: LogKey, time: number): Promise<number> {
    return this.#ask('lastBefore', log, time);
  }

  async lastSaid(log: LogKey, author?: string): Promise<number> {
    const ask = (most: number) => this.#ask('lastSaid', log, author, most);
    return (await this.#withIndex(ask)) ?? 0;
  }

  async saidBy(author: string, limit: number): Promise<SaidRecord[]> {
    await this.finishIndex();
    const found = await this.#ask('saidBy', author, limit);
    return found.map(({ log, end, event }) => ({
      log,
      end,
      message: JSON.parse(event) as Message,
    }));
  }

  async search(search: Search): Promise<Hit[]> {
    const ask = (most: number) => this.#ask('search', search, most);
    return ((await this.#withIndex(ask)) ?? []).map(hit);
  }

  unread(search: UnreadSearch): Promise<Unread[]> {
    return this.#ask('unread', search);
  }

  async mentions(search: MentionSearch): Promise<Hit[]> {
    return (await this.#ask('mentions', search)).map(hit);
  }

  answers(session: string): Promise<KeptAnswer[]> {
    return this.#ask('answers', session);
  }

  /** Brings the index up to the last event. */
  finishIndex(): Promise<void> {
    return this.#writer.call('finishIndex');
  }

  async close(): Promise<void> {
    await end(this.#writer, this.#reader);
  }

  /**
   * Calls the reader once this turn of the event loop is over. What is asked because of an answer could be answered in the turn
   * of that answer otherwise, and the next one, too: while many ask for much, that turn would go on and on.
   */
  async #ask<K extends Methods<StoreReader>>(
    name: K,
    ...given: ArgumentsOf<StoreReader[K]>
  ): Promise<ResultOf<StoreReader[K]>> {
    await nextTurn();
    return this.#reader.call(name, ...given);
  }

  /** Asks the reader; when the index lacks too much, once more behind the last event. If that fails, the reader answers all the same. */
  async #withIndex<T>(ask: (most: number) => Promise<T | undefined>): Promise<T | undefined> {
    const answer = await ask(MAX_TAIL_EVENTS);
    if (answer !== undefined) return answer;
    await this.finishIndex().catch(() => {});
    return ask(Number.POSITIVE_INFINITY);
  }
}

const hit = ({ event, cursor }: FoundEvent): Hit => ({
  message: JSON.parse(event) as Message,
  cursor,
});

/** Closes the reader first, so that it does not block the last checkpoint. */
async function end(writer: Caller<Writer>, reader: Caller<StoreReader>): Promise<void> {
  await reader.close();
  await writer.close();
}
