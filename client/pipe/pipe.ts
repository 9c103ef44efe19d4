/** What `send` and `tail` share: their streams, exit codes, and sentences for the person at the terminal. */
import type { Readable, Writable } from 'node:stream';
import { unreachable } from '../../grammar/unreachable.ts';
import { placeOf } from '../dial/address.ts';
import { type ClientOptions, type ConnectionChange, routeOf } from '../options.ts';
import { printable } from './printable.ts';

/** 0: all is well. 1: refused or lost. 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** The server, how it is reached, and who to be there. */
export type Where = Pick<
  ClientOptions,
  | 'server'
  | 'host'
  | 'port'
  | 'ca'
  | 'cert'
  | 'key'
  | 'knownServers'
  | 'onNewServer'
  | 'proxy'
  | 'nick'
  | 'token'
>;

/** What a pipe command has of the world. `stop` is the person's wish to end it. */
export interface PipeIo {
  input: Readable;
  output: Writable;
  errors: Writable;
  stop: AbortSignal;
}

/** Tells the person one sentence. */
export type Complain = (sentence: string) => void;

/** Writes sentences to `errors`, each as one line that begins with the name of the command. */
export function complainTo(errors: Writable, command: 'send' | 'tail'): Complain {
  return (sentence) => {
    errors.write(`parlance ${command}: ${printable(sentence)}\n`);
  };
}

/** The sentence for what became of a connection. */
export function notice(note: ConnectionChange, where: Where): string {
  switch (note) {
    case 'lost':
      return `The connection to ${placeOf(routeOf(where).address)} is lost. Trying again.`;
    case 'resumed':
      return 'Connected again; nothing was missed.';
    case 'gone':
      return 'Connected again, but the server has forgotten this session. Going on with a new one.';
    case 'new_store':
      return 'The server has been started anew, and its logs with it.';
    default:
      return unreachable(note);
  }
}

/** Does something once when the person wants to stop, also when that was before. Returns how to forget it. */
export function onStop(stop: AbortSignal, act: () => void): () => void {
  if (stop.aborted) act();
  else stop.addEventListener('abort', act, { once: true });
  return () => stop.removeEventListener('abort', act);
}
