/** The worker's side of calls between threads: it answers them in the order in which they came. */
import { parentPort } from 'node:worker_threads';

/** A call: its number, the name of the method, and the arguments. */
export type Call = [id: number, name: string, ...given: unknown[]];

/** A message of a worker: the answer to a call, or a fact for the operator. */
export type Reply = { id: number; result: unknown } | { id: number; error: string } | string;

const reply = (message: Reply): void => parentPort?.postMessage(message);

/** Tells the operator a fact. */
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
