/** What `send` and `tail` share: their streams, exit codes, and sentences for the person at the terminal. */
import type { Readable, Writable } from 'node:stream';
import type { ConnectionChange } from '../client.ts';
import { printable } from './printable.ts';

/** 0: all is well. 1: refused or lost. 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** The server, and who to be there. */
export interface Where {
  host: string;
  port: number;
  /** Without it one is a guest. */
  nick?: string;
  /** A token, or the password, of the account `nick`. */
  token?: string;
}

/** What a pipe command has of the world. `stop` is the person's wish to end it. */
export interface PipeIo {
  input: Readable;
  output: Writable;
  errors: Writable;
  stop: AbortSignal;
}

/** Tells the person one sentence. */
export type Complain = (sentence: string) => void;

export function complainTo(errors: Writable, command: 'send' | 'tail'): Complain {
  return (sentence) => {
    errors.write(`parlance ${command}: ${printable(sentence)}\n`);
  };
}

/** The sentence for what became of a connection. */
export function notice(note: ConnectionChange, { host, port }: Where): string {
  switch (note) {
    case 'lost':
      return `The connection to ${host}:${port} is lost. Trying again.`;
    case 'resumed':
      return 'Connected again; nothing was missed.';
    case 'gone':
      return 'Connected again, but the server has forgotten this session. Going on with a new one.';
    case 'new_store':
      return 'The server has been started anew, and its logs with it.';
  }
}

/** Does something once when the person wants to stop, also when that was before. Returns how to forget it. */
export function onStop(stop: AbortSignal, act: () => void): () => void {
  if (stop.aborted) act();
  else stop.addEventListener('abort', act, { once: true });
  return () => stop.removeEventListener('abort', act);
}
