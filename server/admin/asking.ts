/** Asks the server of a directory for something; when none runs there, it is done on the store itself. */
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { NoStoreError, StoreError } from '../store/sqlite/errors.ts';
import { socketIn } from './office.ts';
import type { Clerk, Reply, Request } from './requests.ts';

/** Whoever does something on the store of a directory while no server runs. */
export interface Attendant {
  readonly clerk: Clerk;
  close(): Promise<void>;
}

/** Rejects with a sentence when the store can't be had: a server has it, for example. */
export type Attend = (directory: string) => Promise<Attendant>;

/** Who begins to serve, or ends, has the store and no socket for a moment: it is tried so often, after this delay. */
const MAX_ATTEMPTS = 20;
const ATTEMPT_DELAY_MS = 100;

/** A server that has not answered within this time is taken to hang. */
const ANSWER_WITHIN_MS = 30_000;

/** Does something with a clerk of the directory; one server, or one command, has the store at a time. */
export async function withClerk<T>(
  directory: string,
  attend: Attend,
  work: (clerk: Clerk) => Promise<T>,
): Promise<T> {
  const path = socketIn(resolve(directory));
  for (let attempt = 1; ; attempt += 1) {
    if (await answers(path)) return work((asked) => ask(path, asked, ANSWER_WITHIN_MS));
    const attendant = await attend(directory).catch((error: unknown) => {
      const mayPass = error instanceof StoreError && !(error instanceof NoStoreError);
      if (!mayPass || attempt === MAX_ATTEMPTS) throw error;
      return undefined;
    });
    if (attendant === undefined) await setTimeout(ATTEMPT_DELAY_MS);
    else return work(attendant.clerk).finally(() => attendant.close());
  }
}

/** Whether a server runs on a data directory. */
export const isRunningIn = (directory: string): Promise<boolean> =>
  answers(socketIn(resolve(directory)));

/** Somebody listens there. */
const answers = (path: string): Promise<boolean> =>
  new Promise((settle, reject) => {
    const socket = connect(path, () => {
      socket.destroy();
      settle(true);
    });
    socket.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'ENOENT' || code === 'ECONNREFUSED') settle(false);
      else if (code === 'EACCES') {
        reject(
          new StoreError(`You may not use ${path}: do this as the user that the server runs as.`),
        );
      } else reject(new StoreError(`${path} can't be used: ${message}.`));
    });
  });

/**
 * Asks the server that runs in a directory. Rejects with a sentence when none does, when it says nothing `withinMs`, or with
 * that of its refusal.
 */
export async function askRunning(
  directory: string,
  asked: Request,
  withinMs = ANSWER_WITHIN_MS,
): Promise<Exclude<Reply, { is: 'refused' }>> {
  const path = socketIn(resolve(directory));
  if (!(await answers(path))) throw new StoreError(`No server runs in ${directory}.`);
  return granted(await ask(path, asked, withinMs));
}

/** The reply, unless it is a refusal: then its sentence is thrown. */
export function granted(reply: Reply): Exclude<Reply, { is: 'refused' }> {
  if (reply.is === 'refused') throw new StoreError(reply.message);
  return reply;
}

const ask = (path: string, asked: Request, withinMs: number): Promise<Reply> =>
  new Promise((settle, reject) => {
    let text = '';
    let what = 'ended before it had answered';
    const socket = connect(path, () => socket.write(`${JSON.stringify(asked)}\n`));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.setTimeout(withinMs, () => {
      what = `has not answered within ${withinMs / 1000} s. It is stopped, or waits for its disk`;
      socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (text.endsWith('\n')) settle(JSON.parse(text) as Reply);
      else reject(new StoreError(`The server ${what}: look whether it was done.`));
    });
  });
