/** The worker's side of calls between threads: it answers them in the order in which they came. */
import { parentPort } from 'node:worker_threads';

/** The number of the call, the name of the method, and what it is called with. */
export type Call = [id: number, name: string, ...given: unknown[]];

/** What a worker says: the answer to a call, or something that the operator should know. */
export type Reply = { id: number; result: unknown } | { id: number; error: string } | string;

const reply = (message: Reply): void => parentPort?.postMessage(message);

/** Tells the operator of something that nobody has asked for. */
export const warn = (fact: string): void => reply(fact);

/** Answers calls with the methods of `worker`; the process of the thread ends after `close`. */
export function answerCalls(worker: object): void {
  parentPort?.on('message', async ([id, name, ...given]: Call) => {
    try {
      const method = (worker as Record<string, (...given: unknown[]) => unknown>)[name];
      const answer = method?.call(worker, ...given);
      // Without a wait for what is there already, the next call is taken in the same turn.
      reply({ id, result: answer instanceof Promise ? await answer : answer });
    } catch (error) {
      reply({ id, error: error instanceof Error ? error.message : String(error) });
    }
    if (name === 'close') parentPort?.close();
  });
}
