/**
 * The disk under the databases of this process, in the hand of a spec: it is full, or it holds commits in the middle of their
 * transactions. The store knows nothing of it: SQLite is taken hold of in each thread that writes, as a debugger would do it.
 */
import { once } from 'node:events';
import { Session } from 'node:inspector';
import { DatabaseSync } from 'node:sqlite';
import { setEnvironmentData } from 'node:worker_threads';

/** A number that all threads share. */
const cell = (value: number): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(value);

const NO_LIMIT_PAGES = 2 ** 30;

/** Whether commits are held, how many have come, and how many pages a database may have. */
const cells = { held: cell(0), commits: cell(0), pages: cell(NO_LIMIT_PAGES) };

/** Its text is run in other threads, so it knows nothing but what it is given. */
function takeHold(
  { prototype }: typeof DatabaseSync,
  { held, commits, pages }: typeof cells,
): void {
  const { exec } = prototype;
  prototype.exec = function (sql) {
    if (sql === 'BEGIN IMMEDIATE') exec.call(this, `PRAGMA max_page_count = ${pages[0]}`);
    if (sql === 'COMMIT') {
      Atomics.add(commits, 0, 1);
      Atomics.notify(commits, 0);
      Atomics.wait(held, 0, 1);
    }
    return exec.call(this, sql);
  };
}

takeHold(DatabaseSync, cells);
// The threads that begin from now on find them there.
setEnvironmentData('disk', cells);
const inThread = `
  globalThis.isHeld ??= (${takeHold})(
    process.getBuiltinModule('node:sqlite').DatabaseSync,
    process.getBuiltinModule('node:worker_threads').getEnvironmentData('disk'),
  ) ?? true`;

/** Takes hold in all threads that write and are there now. */
async function takeHoldOfThreads(): Promise<void> {
  const session = new Session();
  session.connect();
  const writers: string[] = [];
  session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
    if (workerInfo.title.endsWith('writer')) writers.push(sessionId);
  });
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  for (const sessionId of writers) {
    const message = JSON.stringify({
      id: 1,
      method: 'Runtime.evaluate',
      params: { expression: inThread },
    });
    const done = once(session, 'NodeWorker.receivedMessageFromWorker');
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    const [{ params }] = await done;
    if (/exceptionDetails|"error"/.test(params.message)) throw new Error(params.message);
  }
  session.disconnect();
}

export const disk = {
  /** From now on a database does not grow beyond so many pages; those that have more stay as they are. */
  async fill(pages = 1): Promise<void> {
    Atomics.store(cells.pages, 0, pages);
    await takeHoldOfThreads();
  },

  /** There is room again. */
  clear(): void {
    Atomics.store(cells.pages, 0, NO_LIMIT_PAGES);
  },

  /** Commits of other threads wait from now on. */
  async hold(): Promise<void> {
    await takeHoldOfThreads();
    Atomics.store(cells.held, 0, 1);
  },

  /** They go on. */
  release(): void {
    Atomics.store(cells.held, 0, 0);
    Atomics.notify(cells.held, 0);
  },

  /** Begins something, and waits until a commit of it has come. */
  async committing<T>(begin: () => Promise<T>): Promise<{ begun: Promise<T> }> {
    const before = Atomics.load(cells.commits, 0);
    const begun = begin();
    await Atomics.waitAsync(cells.commits, 0, before).value;
    return { begun };
  },
};
