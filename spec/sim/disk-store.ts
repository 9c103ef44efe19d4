/** The log over a simulated disk: a turn is done when it is synced. It serves one run of a server. */
import type { LogKey } from '../../grammar/names.ts';
import type {
  Hit,
  MentionSearch,
  Search,
  Unread,
  UnreadSearch,
} from '../../server/store/search.ts';
import {
  type AppendOutcome,
  CONFLICT,
  type KeptAnswer,
  type LogRange,
  type LogRecord,
  type Recalled,
  type SaidRecord,
  type Store,
  type Turn,
} from '../../server/store/store.ts';
import type { Disk, Ending, Task } from './disk.ts';
import type { Mortal } from './mortal.ts';

export class DiskStore implements Store {
  readonly id = 'sim';
  readonly searchLag = { events: 0 };
  readonly #disk: Disk;
  readonly #life: Mortal;
  #appended: Promise<unknown> = Promise.resolve();

  constructor(disk: Disk, life: Mortal) {
    this.#disk = disk;
    this.#life = life;
  }

  recall(): Promise<Recalled> {
    return this.#do('recall', () => this.#disk.image.latest.kept());
  }

  /** One turn after the other. */
  append(turn: Turn): Promise<AppendOutcome> {
    const outcome = this.#appended.then(() => this.#append(turn));
    this.#appended = outcome;
    return outcome;
  }

  async #append(turn: Turn): Promise<AppendOutcome> {
    const disk = this.#disk;
    const { logs } = disk.image.latest;
    if (turn.entries.some(({ log, after }) => (logs.get(log)?.end ?? 0) !== after))
      return { is: 'nothing', why: CONFLICT };
    const number = disk.written + 1;
    try {
      await this.#do('write', () => disk.write(turn));
    } catch (error) {
      return { is: 'nothing', why: `${error}` };
    }
    const isSynced = await this.#do('sync', (ending) => {
      if (ending === 'refused' || ending === 'lost') disk.takeBack();
      else disk.sync();
      return ending === 'well';
    });
    if (isSynced) return { is: 'done', turn: number };
    return { is: 'unknown', why: 'the sync has failed', turn: number };
  }

  async lastTurn(): Promise<number> {
    await this.#appended;
    return this.#do('last', () => this.#disk.image.turn);
  }

  read(log: LogKey, part: LogRange): Promise<LogRecord[]> {
    return this.#read((memory) => memory.read(log, part));
  }

  lastBefore(log: LogKey, time: number): Promise<number> {
    return this.#read((memory) => memory.lastBefore(log, time));
  }

  lastSaid(log: LogKey, author?: string): Promise<number> {
    return this.#read((memory) => memory.lastSaid(log, author));
  }

  saidBy(author: string, limit: number): Promise<SaidRecord[]> {
    return this.#read((memory) => memory.saidBy(author, limit));
  }

  search(search: Search): Promise<Hit[]> {
    return this.#read((memory) => memory.search(search));
  }

  unread(search: UnreadSearch): Promise<Unread[]> {
    return this.#read((memory) => memory.unread(search));
  }

  mentions(search: MentionSearch): Promise<Hit[]> {
    return this.#read((memory) => memory.mentions(search));
  }

  answers(session: string): Promise<KeptAnswer[]> {
    return this.#read((memory) => memory.answers(session));
  }

  async close(): Promise<void> {}

  #read<T>(find: (memory: Store) => Promise<T>): Promise<T> {
    return this.#do('read', () => find(this.#disk.image.memory));
  }

  /** Waits for the scheduler; then it is done, unless it is refused, or the server has died. */
  #do<T>(what: Task['what'], act: (ending: Ending) => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#disk.tasks.push({
        what,
        end: (ending) => {
          if (!this.#life.acts()) return;
          if (ending === 'refused' && what !== 'sync') reject(new Error('the disk is full'));
          else resolve(act(ending));
        },
      });
    });
  }
}
