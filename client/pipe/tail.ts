/** `parlance tail`: prints what a room's log holds from now on or from a `seq`, each event once, over lost connections. */

import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type Event, type EventOf, isLogged } from '../../grammar/events.ts';
import { roomKey } from '../../grammar/names.ts';
import { Client } from '../client.ts';
import { logOf } from '../conversation.ts';
import { complainTo, type ExitCode, notice, onStop, type PipeIo, type Where } from './pipe.ts';
import { shown } from './printable.ts';

/** What `tail` was told on the command line. */
export interface TailOptions extends Where {
  room: string;
  /** Print the events with all their fields, one JSON object a line, instead of sentences. */
  json?: boolean;
  /** Begin after this `seq`; 0 is the beginning of the room. Without it, with what comes next. */
  since?: number;
}

/** Prints until it is told to stop or nobody reads the output any more (both 0), or until the server refuses (1). */
export async function tail(options: TailOptions, io: PipeIo): Promise<ExitCode> {
  const complain = complainTo(io.errors, 'tail');
  let room = roomKey(options.room);
  const client = new Client({
    ...options,
    rooms: [options.room],
    quiet: true,
    since: options.since === undefined ? {} : { [options.room]: options.since },
    onChange: (note) => complain(notice(note, options)),
  });
  const stopping = new AbortController();
  let failure: Error | undefined;
  stopping.signal.addEventListener('abort', () => void client.close());
  const unstop = onStop(io.stop, () => stopping.abort());
  io.output.on('error', (error) => {
    failure = error;
    stopping.abort();
  });
  try {
    for await (const event of client) {
      if (stopping.signal.aborted) break;
      if (event.ev === 'error') complain(event.message);
      if (event.ev === 'renamed' && roomKey(event.was) === room) room = roomKey(event.room);
      if (logOf(event) !== room) continue;
      if (event.ev === 'lagged') complain(missed(event));
      const line = options.json ? jsonLine(event) : plainLine(event);
      if (line !== undefined) await print(line, io.output, stopping.signal);
    }
  } catch {
    // Why it ended is told by `ended`.
  }
  const ending = await client.ended;
  unstop();
  if (ending.is === 'lost') complain(ending.why);
  if (failure !== undefined && !isClosedPipe(failure)) {
    complain(`The output could not be written: ${failure.message}.`);
    return 1;
  }
  return ending.is === 'lost' ? 1 : 0;
}

/** Waits until the output takes more, or `signal` says that nobody wants it. */
async function print(line: string, output: Writable, signal: AbortSignal): Promise<void> {
  if (!output.write(`${line}\n`)) await once(output, 'drain', { signal }).catch(() => {});
}

/** What the log holds has a `seq`, also in kinds of events that are yet to be invented. */
function jsonLine(event: Event): string | undefined {
  return event.ev !== 'room' && event.ev !== 'ok' && 'seq' in event
    ? JSON.stringify(event)
    : undefined;
}

function plainLine(event: Event): string | undefined {
  return isLogged(event) ? shown(event) : undefined;
}

function missed({ room, from, to }: EventOf<'lagged'>): string {
  const which = from === to ? `${from} is` : `${from} to ${to} are`;
  return `${room}: ${which} forgotten by the server.`;
}

/** Whoever read the output has enough, as `head` has. */
const isClosedPipe = (error: Error): boolean => 'code' in error && error.code === 'EPIPE';
