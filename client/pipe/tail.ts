/** `parlance tail`: prints what a room's log holds from now on or from a `seq`, each event once, over lost connections. */

import type { Command } from '../../grammar/ast.ts';
import { type Event, type EventOf, isLogged } from '../../grammar/events.ts';
import { type RoomKey, roomKey } from '../../grammar/names.ts';
import { Link } from '../client.ts';
import { type Cursors, logOf } from '../conversation.ts';
import {
  complainTo,
  type ExitCode,
  nickFirst,
  notice,
  onStop,
  type PipeIo,
  type Where,
} from './pipe.ts';
import { shown } from './printable.ts';

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
  const room = roomKey(options.room);
  let failure: Error | undefined;
  let held = false;
  const link = new Link({
    ...options,
    patience: Number.POSITIVE_INFINITY,
    cursors: new Map(options.since === undefined ? [] : [[room, options.since]]),
    begin: (cursors) => [...nickFirst(options), join(options.room, room, cursors)],
    onEvent: (event) => {
      if (event.ev === 'error') complain(event.message);
      if (logOf(event) !== room) return;
      if (event.ev === 'lagged') complain(missed(event));
      else print(options.json ? jsonLine(event) : plainLine(event));
    },
    onNote: (note) => complain(notice(note, options)),
  });
  const close = () => void link.close();
  const unstop = onStop(io.stop, close);

  function print(line: string | undefined): void {
    if (line === undefined || failure !== undefined || io.stop.aborted) return;
    if (io.output.write(`${line}\n`) || held) return;
    held = true;
    link.pause();
    io.output.once('drain', () => {
      held = false;
      link.resume();
    });
  }

  io.output.on('error', (error) => {
    failure = error;
    close();
  });
  const ending = await link.ended;
  unstop();
  if (ending.kind === 'lost') complain(ending.why);
  if (failure !== undefined && !isClosedPipe(failure)) {
    complain(`The output could not be written: ${failure.message}.`);
    return 1;
  }
  return ending.kind === 'lost' ? 1 : 0;
}

function join(name: string, room: RoomKey, cursors: Cursors): Command {
  const since = cursors.get(room);
  const after = since === undefined ? {} : { cursors: { [name]: since } };
  return { cmd: 'join', rooms: [name], quiet: true, ...after };
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
