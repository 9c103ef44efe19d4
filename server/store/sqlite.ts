/** A log in a SQLite database. Its two threads wait for the disk; this one never does. */
import type { Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Answer, Hit, Kept, Log, Part, Record, Search, Turn } from './log.ts';
import { packTurn, unpackRecords } from './sqlite/packing.ts';
import type { Reader, ReaderOptions } from './sqlite/reader.ts';
import { Thread } from './sqlite/thread.ts';
import type { Writer, WriterOptions } from './sqlite/writer.ts';

export interface SqliteOptions extends WriterOptions {
  /** Something that the operator should know, and that nobody has asked for. */
  warn(fact: string): void;
}

/** Turns and what is read pass between the threads as packed strings. */
export class SqliteLog implements Log {
  readonly id: string;
  readonly #writer: Thread<Writer>;
  readonly #reader: Thread<Reader>;

  private constructor(id: string, writer: Thread<Writer>, reader: Thread<Reader>) {
    this.id = id;
    this.#writer = writer;
    this.#reader = reader;
  }

  /** Opens the database of a directory, both made when they are not there. Rejects with a sentence for the operator. */
  static async open({ warn, ...options }: SqliteOptions): Promise<SqliteLog> {
    const { directory } = options;
    // Both begin at once: it is starting a thread that takes the time.
    const writer = new Thread<Writer>('writer', options, warn);
    const reader = new Thread<Reader>('reader', { directory } satisfies ReaderOptions, warn);
    try {
      const id = await writer.call('open');
      await reader.call('open');
      return new SqliteLog(id, writer, reader);
    } catch (error) {
      await end(writer, reader);
      throw error;
    }
  }

  recall(): Promise<Kept> {
    return this.#reader.call('recall');
  }

  async append(turn: Turn): Promise<'done' | 'conflict'> {
    return this.#writer.call('append', packTurn(turn));
  }

  async read(log: LogKey, part: Part): Promise<Record[]> {
    return unpackRecords(await this.#reader.call('read', log, part));
  }

  lastBefore(log: LogKey, time: number): Promise<number> {
    return this.#reader.call('lastBefore', log, time);
  }

  async lastSaid(log: LogKey, author?: string): Promise<number> {
    const last = await this.#reader.call('lastSaid', log, author, false);
    if (last !== undefined) return last;
    await this.#upToDate();
    return (await this.#reader.call('lastSaid', log, author, true)) ?? 0;
  }

  async search(search: Search): Promise<Hit[]> {
    let found = await this.#reader.call('search', search, false);
    if (found === undefined) {
      await this.#upToDate();
      found = (await this.#reader.call('search', search, true)) ?? [];
    }
    return found.map(({ event, cursor }) => ({ message: JSON.parse(event) as Message, cursor }));
  }

  answers(identity: string): Promise<Answer[]> {
    return this.#reader.call('answers', identity);
  }

  /** For specs and benchmarks: brings the index up to the last event. */
  catchUp(): Promise<void> {
    return this.#writer.call('catchUp');
  }

  /** For specs: removes what is too old or forgotten now, instead of soon. */
  sweep(): Promise<void> {
    return this.#writer.call('sweep');
  }

  /** For specs: sets something of the connection that writes, such as `max_page_count = 100` for a disk that is full. */
  pragma(setting: string): Promise<void> {
    return this.#writer.call('pragma', setting);
  }

  async close(): Promise<void> {
    await end(this.#writer, this.#reader);
  }

  /** Brings the index up before the reader is asked again; if that can't be done, it answers all the same. */
  async #upToDate(): Promise<void> {
    await this.catchUp().catch(() => {});
  }
}

/** The reader first, so that nobody stands in the way of the last checkpoint. */
async function end(writer: Thread<Writer>, reader: Thread<Reader>): Promise<void> {
  for (const thread of [reader, writer]) {
    await thread.call('close').catch(() => {});
    await thread.over();
  }
}
