/** The caller's side of calls between threads. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Call, Reply } from './calls.ts';

interface PendingCall {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

type Method = (...given: never[]) => unknown;
/** The names of the methods of `T`. */
export type Methods<T> = { [K in keyof T]: T[K] extends Method ? K : never }[keyof T] & string;
/** The arguments of a method. */
export type ArgumentsOf<T> = T extends (...given: infer G) => unknown ? G : never;
/** What a method gives once it is awaited. */
export type ResultOf<T> = T extends (...given: never[]) => infer R ? Awaited<R> : never;

/** Messages and rows don't live long: less room for what is new saves memory, and costs nothing. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** A thread has ended while it was to do something, which it may have done. */
export class Interrupted extends Error {}

/** A worker whose methods can be called. `T` is the type of what answers there. */
export class Thread<T> {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCall>();
  #calls = 0;
  #ended: string | undefined;
  readonly #over: Promise<void>;

  /** Runs the file of this name beside this one, which is TypeScript or what was made of it. */
  constructor(name: 'writer' | 'reader', data: unknown, warn: (fact: string) => void) {
    const file = new URL(`./${name}${extname(import.meta.url)}`, import.meta.url);
    this.#worker = new Worker(file, { name, workerData: data, resourceLimits });
    this.#worker.on('message', (reply: Reply) => {
      if (typeof reply === 'string') return warn(reply);
      const pending = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      if ('error' in reply) pending?.reject(new Error(reply.error));
      else pending?.resolve(reply.result as never);
    });
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error.message : name));
    this.#over = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#end(`The thread of the store that is its ${name} has ended.`);
        resolve();
      });
    });
  }

  /** Why it can't be called any more, when it has ended. */
  get ended(): string | undefined {
    return this.#ended;
  }

  /** Rejects with `Interrupted` when the thread ends meanwhile. */
  call<K extends Methods<T>>(name: K, ...given: ArgumentsOf<T[K]>): Promise<ResultOf<T[K]>> {
    if (this.#ended !== undefined) return Promise.reject(new Error(this.#ended));
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve, reject) => {
      // What can't be cloned throws here, and nobody waits for it.
      this.#worker.postMessage([id, name, ...given] satisfies Call);
      this.#pending.set(id, { resolve, reject });
    });
  }

  /** Waits until the thread has ended by itself. */
  over(): Promise<void> {
    return this.#over;
  }

  #end(why: string): void {
    this.#ended ??= why;
    for (const { reject } of this.#pending.values()) reject(new Interrupted(this.#ended));
    this.#pending.clear();
  }
}
