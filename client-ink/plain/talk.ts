/** The plain client as a function: what to print and to send when a line is typed or the link tells something. Pure. */
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventOf } from '../../grammar/events.ts';
import { calledIn } from '../../grammar/mention.ts';
import { logKey } from '../../grammar/names.ts';
import { isFault, parse } from '../../grammar/parse.ts';
import { print } from '../../grammar/print.ts';
import { cleanLine, cut } from '../layout/text.ts';
import { dayOf } from '../layout/times.ts';
import type { LinkInput } from '../link.ts';
import { withMoments } from '../local-time.ts';
import { numbered, sentences } from './sentences.ts';

/** How many lines of a room's history are printed on entering it. */
const HISTORY = 20;
/** How much of an unsent line is quoted. */
const QUOTED = 60;

export interface Talk {
  nick: string;
  /** Where lines that are no commands are said. */
  current: string | undefined;
  /** The rooms whose recent history has been asked for. */
  entered: Set<string>;
  /** Asked by the person and not answered, by tag. */
  unanswered: Map<string, Command>;
  tags: number;
  connected: boolean;
  /** Something was refused, or perhaps not sent. */
  failed: boolean;
  /** The day of the last line that was printed. */
  day: string;
}

/** What is to be done now, in this order. */
export type Move =
  | { do: 'print'; line: string }
  | { do: 'send'; command: Command }
  /** The person was mentioned. */
  | { do: 'ring' }
  /** It is over. */
  | { do: 'end' };

export function talk(): Talk {
  return {
    nick: '',
    current: undefined,
    entered: new Set(),
    unanswered: new Map(),
    tags: 0,
    connected: false,
    failed: false,
    day: '',
  };
}

const say = (...lines: string[]): Move[] => lines.map((line) => ({ do: 'print', line }));

/** A line was typed. */
export function typed(state: Talk, line: string): Move[] {
  if (line === '') return [];
  const command = parse(line);
  if (isFault(command)) {
    state.failed = true;
    return say(`! ${cleanLine(command.message)}`, ...(line.trim() ? quoted(line) : []));
  }
  const tag = `line-${++state.tags}`;
  const tagged = { ...addressed(state, command), tag };
  if (command.cmd === 'quit') return [{ do: 'send', command: tagged }];
  state.unanswered.set(tag, tagged);
  const waits =
    state.connected || state.nick === '' ? [] : say(`* Not connected: this waits: ${quote(line)}`);
  return [...waits, { do: 'send', command: withMoments(tagged) }];
}

const quoted = (line: string): string[] => [`! Not sent: ${quote(line)}`];
const quote = (line: string): string => cut(cleanLine(line), QUOTED);

/** What is said in the current room names it, so that it is said there whatever becomes of the session. */
function addressed({ current }: Talk, command: Command): Command {
  if (current === undefined) return command;
  switch (command.cmd) {
    case 'say':
      return { ...command, cmd: 'msg', to: current };
    case 'me':
      return { room: current, ...command };
    case 'reply':
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
      return { target: current, ...command };
    default:
      return command;
  }
}

/** The link told something. */
export function told(state: Talk, input: LinkInput): Move[] {
  switch (input.link) {
    case 'event':
      return heard(state, input.event);
    case 'up':
      return up(state, input);
    case 'lost': {
      const first = state.connected;
      state.connected = false;
      const what = first ? 'Connection lost' : 'Not connected';
      const waits = first ? pending(state) : [];
      return say(`* ${what}: ${cleanLine(input.reason)}`, ...waits);
    }
    case 'connecting':
      return input.inMs < 1000 ? [] : say(`* Trying again in ${Math.round(input.inMs / 1000)} s.`);
    case 'over':
      return over(state, input);
    case 'lag':
      return input.ms > 5000 ? say(`* No answer for ${Math.round(input.ms / 1000)} s.`) : [];
    default:
      return unheard(input);
  }
}

function over(state: Talk, { reason, asked }: LinkInput & { link: 'over' }): Move[] {
  if (!asked) state.failed = true;
  const why = asked ? [] : [`! ${cleanLine(reason)}`];
  return [...say(...why, ...pending(state)), { do: 'end' }];
}

function pending({ unanswered }: Talk): string[] {
  return [...unanswered.values()].map((command) => `* Not acknowledged: ${asTyped(command)}`);
}

function asTyped({ tag: _, ...command }: Command): string {
  return quote(print(command as Command));
}

function up(state: Talk, { welcome, resumed, perhaps }: LinkInput & { link: 'up' }): Move[] {
  state.nick = welcome.nick;
  state.connected = true;
  if (resumed) return say('* Connected again; nothing was missed.');
  const doubtful = perhaps.flatMap((tag) => {
    const command = state.unanswered.get(tag);
    state.unanswered.delete(tag);
    return command === undefined ? [] : [`! Perhaps sent, perhaps not: ${asTyped(command)}`];
  });
  if (doubtful.length > 0) state.failed = true;
  return say(`* Connected to ${cleanLine(welcome.server)} as ${welcome.nick}.`, ...doubtful);
}

function heard(state: Talk, event: Event): Move[] {
  const lines = event.ev === 'history' ? past(state, event) : now(state, event);
  switch (event.ev) {
    case 'ok':
      return granted(state, event);
    case 'error':
      return [...lines, ...refused(state, event)];
    case 'room':
      return [...lines, ...entered(state, event)];
    case 'nick':
      if (event.from === state.nick) state.nick = event.to;
      return lines;
    case 'parted':
      if (event.nick === state.nick) left(state, event.room);
      return lines;
    case 'message':
      return isForMe(state, event) ? [...lines, { do: 'ring' }] : lines;
    default:
      return lines;
  }
}

function now(state: Talk, event: Event): Move[] {
  const day = event.ev === 'message' ? newDay(state, event.at) : [];
  return say(...day, ...sentences(event));
}

/** What was said before, with the days; to whoever asked for it, with the numbers that commands take. */
function past(state: Talk, event: EventOf<'history'>): Move[] {
  const asked = event.re !== undefined && state.unanswered.has(event.re);
  const lines = event.events.flatMap((each) => [
    ...newDay(state, each.at),
    ...(asked ? numbered(each) : sentences(each)),
  ]);
  return say(...sentences(event), ...lines);
}

/** A line that says which day it is, before the first line of a day. */
function newDay(state: Talk, at: string): string[] {
  const day = dayOf(Date.parse(at));
  if (day === state.day) return [];
  state.day = day;
  return [`--- ${day}`];
}

function granted(state: Talk, { re, room, rooms }: EventOf<'ok'>): Move[] {
  const command = state.unanswered.get(re ?? '');
  state.unanswered.delete(re ?? '');
  if (command?.cmd === 'room' || command?.cmd === 'join') {
    state.current = room ?? rooms?.at(-1) ?? state.current;
    return say(`* You are talking in ${state.current} now.`);
  }
  return command?.cmd === 'ping' ? say('* pong') : [];
}

function refused(state: Talk, { re }: EventOf<'error'>): Move[] {
  const command = state.unanswered.get(re ?? '');
  state.unanswered.delete(re ?? '');
  if (command === undefined) return [];
  state.failed = true;
  return say(`! Not done: ${asTyped(command)}`);
}

/** The state of a room that was just entered comes untagged; it becomes the current one. */
function entered(state: Talk, { room, re, seq }: EventOf<'room'>): Move[] {
  const key = logKey(room);
  if (re !== undefined || state.entered.has(key)) return [];
  state.entered.add(key);
  state.current = room;
  if (seq === 0) return [];
  return [{ do: 'send', command: { cmd: 'history', target: room, limit: HISTORY } }];
}

function left(state: Talk, room: string): void {
  state.entered.delete(logKey(room));
  if (state.current !== undefined && logKey(state.current) === logKey(room)) {
    state.current = undefined;
  }
}

/** Said to the person alone, in answer to them, or with the nick as a word in it. */
const isForMe = ({ nick }: Talk, event: EventOf<'message'>): boolean =>
  event.from !== nick &&
  (!('room' in event) || event.of_from === nick || calledIn(event.text)(nick));

function unheard(input: never): never {
  throw new Error(`An input that nobody takes: ${JSON.stringify(input)}`);
}
