/**
 * The disk under the databases of this process, in the hand of a spec: it is full, or it holds turns in the middle of their
 * commits. The store knows nothing of it: SQLite is taken hold of in each thread that writes, as a debugger would do it.
 */
import { once } from 'node:events';
import { Session } from 'node:inspector';
import { DatabaseSync } from 'node:sqlite';
import { setEnvironmentData } from 'node:worker_threads';
import { afterwards } from '../support/afterwards.ts';

/** A number that all threads share. */
const cell = (value: number): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(value);

const NO_LIMIT_PAGES = 2 ** 30;

/** Whether turns are held, how many have come to their commits, and how many pages a database may have. */
const cells = { held: cell(0), turns: cell(0), pages: cell(NO_LIMIT_PAGES) };

/** Its text is run in other threads, so it knows nothing but what it is given. A thread of which this is not said never waits. */
function takeHold(
  { prototype }: typeof DatabaseSync,
  { held, turns, pages }: typeof cells,
  waits: boolean,
): void {
  const { exec } = prototype;
  const turnIn = (db: DatabaseSync) =>
    db.prepare("SELECT value FROM meta WHERE key = 'turn'").get()?.value;
  let before: unknown;
  prototype.exec = function (sql) {
    if (sql === 'BEGIN IMMEDIATE') {
      exec.call(this, `PRAGMA max_page_count = ${pages[0]}`);
      if (waits) before = turnIn(this);
    }
    // A chore commits, too, and adds no turn.
    if (waits && sql === 'COMMIT' && turnIn(this) !== before) {
      Atomics.add(turns, 0, 1);
      Atomics.notify(turns, 0);
      Atomics.wait(held, 0, 1);
    }
    return exec.call(this, sql);
  };
}

// Here waits nobody: a spec that fails could not let go any more.
takeHold(DatabaseSync, cells, false);
// The threads that begin from now on find them there.
setEnvironmentData('disk', cells);
const inThread = `
  globalThis.isHeld ??= (${takeHold})(
    process.getBuiltinModule('node:sqlite').DatabaseSync,
    process.getBuiltinModule('node:worker_threads').getEnvironmentData('disk'),
    true,
  ) ?? true`;

/** Takes hold in all threads that write and are there now; returns how many these are. */
async function takeHoldOfThreads(): Promise<number> {
  const session = new Session();
  session.connect();
  try {
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
    return writers.length;
  } finally {
    session.disconnect();
  }
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

  /** Turns wait in their commits from now on, until they are released: at the latest after the spec, before its stores are closed. */
  async hold(): Promise<void> {
    if ((await takeHoldOfThreads()) === 0) throw new Error('there is no thread that writes');
    Atomics.store(cells.held, 0, 1);
    afterwards(disk.release);
  },

  /** They go on. */
  release(): void {
    Atomics.store(cells.held, 0, 0);
    Atomics.notify(cells.held, 0);
  },

  /** Begins to append a turn, and waits until it has come to its commit. */
  async committing<T>(begin: () => Promise<T>): Promise<{ begun: Promise<T> }> {
    const before = Atomics.load(cells.turns, 0);
    const begun = begin();
    await Atomics.waitAsync(cells.turns, 0, before).value;
    return { begun };
  },
};
