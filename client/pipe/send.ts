/** `parlance send`: says a text or standard input, and succeeds only when the server has acknowledged everything. */
import { addAbortSignal } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { Command } from '../../grammar/ast.ts';
import { isRoomName } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { Client, type CommandResult, type Ending } from '../client.ts';
import {
  type Complain,
  complainTo,
  type ExitCode,
  notice,
  onStop,
  type PipeIo,
  type Where,
} from './pipe.ts';
import { type Saying, sayingsIn, sayingsOf } from './sayings.ts';

/** What `send` was told on the command line. */
export interface SendOptions extends Where {
  /** A room, which is joined quietly, or a nick. */
  to: string;
  /** What to say; without it, each line of the input. */
  text?: string;
  /** Say it as a notice, which bots don't answer. */
  asNotice?: boolean;
  /** How many milliseconds a lost connection is tried again, and a server that can store nothing. */
  patienceMs: number;
}

/** At most this many messages wait for their acknowledgement; then `send` stops reading its input. */
const MAX_UNANSWERED = 64;
/** `send` retries a message that the server could not store after this delay. */
const SEND_RETRY_MS = 500;
/** `send` tells at most this many refusals one by one, and counts the others. */
const MAX_REFUSALS_TOLD = 3;

/** How far it got. Lines are those of the input, from 1. */
interface Tally {
  /** The last line that was asked to be said. */
  line: number;
  said: number;
  refused: number;
  /** The first and last line that may have been said or not. */
  lost?: { first: number; last: number };
  /** Why the input ended before its end. */
  broken?: string;
}

/** Says everything, in order. 0 only when the server has acknowledged all of it. */
export async function send(options: SendOptions, io: PipeIo): Promise<ExitCode> {
  const complain = complainTo(io.errors, 'send');
  const text = options.text === undefined ? undefined : sayingsOf(options.text, 1);
  if (text?.length === 0) {
    complain('There is nothing to say in that text.');
    return 2;
  }
  const client = new Client({
    ...options,
    rooms: isRoomName(options.to) ? [options.to] : [],
    quiet: true,
    onChange: (note) => complain(notice(note, options)),
  });
  client.ignoreEvents();
  // Ends the input, also while it is waiting for the next line.
  const halt = new AbortController();
  void client.ended.then(() => halt.abort());
  const unstop = onStop(io.stop, () => {
    halt.abort();
    void client.close();
  });
  await Promise.race([client.ready, client.ended]);
  const sayings = text ?? sayingsIn(addAbortSignal(halt.signal, io.input));
  const tally = await sayAll(sayings, options, { client, halt, complain });
  await client.close();
  unstop();
  const ending = await client.ended;
  for (const fact of facts(tally, ending, options, io.stop.aborted)) complain(fact);
  const whole = ending.is === 'closed' && !io.stop.aborted && tally.broken === undefined;
  return whole && tally.refused === 0 && tally.lost === undefined ? 0 : 1;
}

/** What carries sayings out. */
interface SendPorts {
  client: Client;
  /** Ends the input. */
  halt: AbortController;
  complain: Complain;
}

/**
 * Asks for one saying after the other, a window ahead of the answers. What the server could not store is said again, and
 * may come behind what followed it. Stops when one is lost, or when told to halt.
 */
async function sayAll(
  sayings: Iterable<Saying> | AsyncIterable<Saying>,
  { to, asNotice = false, text, patienceMs }: SendOptions,
  { client, halt, complain }: SendPorts,
): Promise<Tally> {
  const tally: Tally = { line: 0, said: 0, refused: 0 };
  const waiting: Promise<void>[] = [];
  const say = async (saying: Saying): Promise<void> => {
    tally.line = saying.line;
    const command: Command = { cmd: asNotice ? 'notice' : 'msg', to, text: saying.text };
    const end = Date.now() + patienceMs;
    let answer = await client.do(command);
    while (isUnstored(answer) && Date.now() < end && !halt.signal.aborted) {
      await setTimeout(SEND_RETRY_MS);
      answer = await client.do(command);
    }
    count(tally, saying, answer);
    if (answer.is === 'lost') halt.abort();
    if (answer.is === 'refused' && tally.refused <= MAX_REFUSALS_TOLD) {
      const what = text === undefined ? `Line ${saying.line} was refused` : 'Refused';
      complain(`${what}: ${answer.message}`);
    }
  };
  try {
    for await (const saying of sayings) {
      // Answers come in the order asked, so the oldest is the next.
      if (waiting.length >= MAX_UNANSWERED) await waiting.shift();
      if (halt.signal.aborted) break;
      waiting.push(say(saying));
    }
  } catch (error) {
    if (!halt.signal.aborted) tally.broken = error instanceof Error ? error.message : String(error);
  }
  await Promise.all(waiting);
  return tally;
}

const isUnstored = (answer: CommandResult): boolean =>
  answer.is === 'refused' && answer.code === 'store_unavailable';

function count(tally: Tally, { line }: Saying, answer: CommandResult): void {
  switch (answer.is) {
    case 'ok':
      tally.said += 1;
      return;
    case 'refused':
      tally.refused += 1;
      return;
    case 'lost':
      tally.lost = { first: tally.lost?.first ?? line, last: line };
      return;
    default:
      return unreachable(answer);
  }
}

/** What went wrong, and what is known of the lines. */
function* facts(
  tally: Tally,
  ending: Ending,
  { to, text }: SendOptions,
  interrupted: boolean,
): Iterable<string> {
  if (ending.is === 'lost') yield ending.why;
  if (tally.broken !== undefined) yield `The input could not be read: ${tally.broken}.`;
  if (tally.refused > MAX_REFUSALS_TOLD) {
    const { refused, said } = tally;
    yield `${refused} messages were refused; ${said} ${said === 1 ? 'was' : 'were'} said.`;
  }
  if (tally.lost !== undefined) {
    const what = text === undefined ? lines(tally.lost) : 'It';
    yield `${what} may have been said or not. Look in ${to} before you send it again.`;
  }
  if (ending.is === 'closed' && !tally.lost && tally.broken === undefined && !interrupted) return;
  if (tally.line === 0) yield 'Nothing was said.';
  else if (text === undefined) yield `Nothing after line ${tally.line} was said.`;
}

const lines = ({ first, last }: { first: number; last: number }): string =>
  first === last ? `Line ${first}` : `What stands in lines ${first} to ${last}`;
