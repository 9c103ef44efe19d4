/** What a script is told and what it says, as lines; and when it says too much. Pure. */
import type { Event } from '../../grammar/events.ts';

/** A line that a script says is at most so long: as long as a JSON line that a server takes. */
const MAX_LINE_CHARACTERS = 32_768;
/** So many lines of a script may wait for their turn. */
const MAX_WAITING_LINES = 200;
/** A script says so many lines at once, and then one in each interval. */
const BURST_LINES = 10;
const LINE_INTERVAL_MS = 1_000;

/** What a script has said and was not taken yet. */
export interface Saying {
  readonly rest: string;
  readonly lines: readonly string[];
  /** The time up to which all it has said would have been said one line after the other. */
  readonly saidUpTo: number;
}

/** Nothing was said. */
export const nothingSaid: Saying = { rest: '', lines: [], saidUpTo: 0 };

/** Takes a piece of what a script writes. `problem`: it says more than is listened to, so that it has to be stopped. */
export function saidMore(before: Saying, chunk: string): { saying: Saying; problem?: string } {
  const lines = (before.rest + chunk).split('\n');
  const rest = lines.pop() ?? '';
  const whole = lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
  const saying = { ...before, rest, lines: [...before.lines, ...whole] };
  if ([...whole, rest].some(({ length }) => length > MAX_LINE_CHARACTERS))
    return { saying, problem: 'says a line without end' };
  return saying.lines.length > MAX_WAITING_LINES
    ? { saying, problem: 'says too much' }
    : { saying };
}

/** When a script says no more, what has no newline behind it is a line, too. */
export const saidLast = (saying: Saying): Saying =>
  saying.rest === '' ? saying : saidMore(saying, '\n').saying;

/**
 * Takes the next line whose turn it is, of those that can be heard now; without one, in how many milliseconds there will be one,
 * if any waits for its turn alone.
 */
export function nextLine(
  saying: Saying,
  now: number,
  isHeard: (line: string) => boolean = () => true,
): { saying: Saying; line: string } | { waitMs: number } | undefined {
  const index = saying.lines.findIndex(isHeard);
  const line = saying.lines[index];
  if (line === undefined) return undefined;
  const lines = saying.lines.toSpliced(index, 1);
  const saidUpTo = Math.max(saying.saidUpTo, now) + LINE_INTERVAL_MS;
  const waitMs = saidUpTo - BURST_LINES * LINE_INTERVAL_MS - now;
  return waitMs > 0 ? { waitMs } : { saying: { ...saying, lines, saidUpTo }, line };
}

/**
 * The line of JSON by which a script is told what happened on a server, called by its name in the configuration. Nothing of
 * what opens a session or logs in is in it; an event that is nothing else is not told.
 */
export function toldLine(profile: string, event: Event): string | undefined {
  if (event.ev === 'token') return undefined;
  const { session: _, ...open } = event as Event & { session?: string };
  return `${JSON.stringify({ profile, ...open })}\n`;
}

/** The server that a line is for, where it says so as an object does by its `profile`. */
export function profileIn(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { profile } = JSON.parse(line) as { profile?: unknown };
    return typeof profile === 'string' ? profile : undefined;
  } catch {
    return undefined;
  }
}
