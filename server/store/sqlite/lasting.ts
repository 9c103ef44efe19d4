/** Restarts a thread of the store that died of a mistake or for lack of memory. */
import { type ArgumentsOf, Interrupted, type Methods, type ResultOf, Thread } from './thread.ts';

interface Worker {
  open(): unknown;
  close(): void;
}

/** `accept` throws when a new thread has opened another store than the old one had. */
export class Lasting<T extends Worker> {
  readonly #begin: () => Thread<T>;
  readonly #accept: (opened: ResultOf<T['open']>) => void;
  readonly #warn: (fact: string) => void;
  #thread: Thread<T>;
  /** Under way when the thread has died and was called since. */
  #revival: Promise<void> | undefined;
  #isClosed = false;

  constructor(
    name: 'writer' | 'reader',
    data: unknown,
    warn: (fact: string) => void,
    accept: (opened: ResultOf<T['open']>) => void = () => {},
  ) {
    this.#begin = () => new Thread<T>(name, data, warn);
    this.#accept = accept;
    this.#warn = warn;
    this.#thread = this.#begin();
  }

  /** Calls a method of the thread. Rejects with `Interrupted` when the thread dies meanwhile; when it rejects otherwise, nothing was done. */
  call<K extends Methods<T>>(name: K, ...given: ArgumentsOf<T[K]>): Promise<ResultOf<T[K]>> {
    const isDead = this.#thread.ended !== undefined && !this.#isClosed;
    if (isDead || this.#revival)
      return this.#revived().then(() => this.#thread.call(name, ...given));
    return this.#thread.call(name, ...given);
  }

  /** Ends the thread in order, if it lives. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#revival?.catch(() => {});
    await end(this.#thread);
  }

  #revived(): Promise<void> {
    this.#revival ??= this.#revive().finally(() => {
      this.#revival = undefined;
    });
    return this.#revival;
  }

  /** When the old thread is over, nothing of it comes to the disk any more, and its lock is free. */
  async #revive(): Promise<void> {
    const why = this.#thread.ended;
    await this.#thread.over();
    this.#thread = this.#begin();
    try {
      const open = 'open' as 'open' & Methods<T>;
      this.#accept(await this.#thread.call(open, ...([] as never)));
    } catch (error) {
      await end(this.#thread);
      throw error instanceof Interrupted ? new Error(error.message) : error;
    }
    this.#warn(`A thread of the store had died, and was begun anew: ${why}`);
  }
}

async function end(thread: Thread<Worker>): Promise<void> {
  await thread.call('close').catch(() => {});
  await thread.over();
}
