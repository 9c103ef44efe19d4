/**
 * What a program remembers so that it can go on talking when its connection breaks: the session's token, how far it has
 * read, where it is, and what was asked and not answered. Pure: connection.ts tells it what happens and carries out the
 * moves that it returns.
 */
import type { Command, CommandOf } from '../grammar/ast.ts';
import type { Event, EventOf } from '../grammar/events.ts';
import { type LogKey, logKey, type RoomKey, roomKey } from '../grammar/names.ts';
import { aimedAgain, cameBack, changedHands, type Logs, wentTo } from './aimed.ts';
import type { LinkInput } from './link.ts';
import { resumable } from './resumable.ts';
import {
  givenUp,
  inDoubt,
  isPassing,
  sentAgain,
  type Tagged,
  type Unanswered,
} from './unanswered.ts';

/** Per log the last `seq` that has arrived. */
export type Cursors = ReadonlyMap<LogKey, number>;

/** Something that a new session does before anything else. */
export interface Step {
  command: Command;
  /** What it does instead when that is refused, which the person is told. Without it a refusal is the end. */
  refused?: (error: EventOf<'error'>) => Step[];
}

/** What a new session may begin with. */
export interface Memory {
  cursors: Cursors;
  /** A session has begun before, and all its steps were done. */
  again: boolean;
  /** The nick that was chosen last. */
  nick: string | undefined;
  /** The rooms that one was in, the current one last. */
  rooms: string[];
}

export type Begin = (memory: Memory) => Step[];

/** What is to be done now, in this order. */
export type Move =
  | { do: 'send'; command: Command }
  | { do: 'hear'; input: LinkInput }
  /** From now on commands are sent as they are asked. */
  | { do: 'live' }
  /** Hang up, and dial again after a while. */
  | { do: 'redial'; why: string }
  /** It is over: a sentence for the person. */
  | { do: 'end'; why: string };

export interface Conversation {
  /**
   * down: no connection. greeting: waiting for `welcome`. resuming: waiting for the session. beginning: doing `steps`.
   * live: commands are sent as they are asked.
   */
  phase: 'down' | 'greeting' | 'resuming' | 'beginning' | 'live';
  /** The session, once there is one. */
  token: string | undefined;
  /** Which number space the cursors belong to. */
  store: string | undefined;
  nick: string;
  /** The last nick that the server did not make up. */
  chosen: string | undefined;
  /** It was live before. */
  again: boolean;
  /** As people spell them, the current one last. */
  rooms: Map<RoomKey, string>;
  cursors: Map<LogKey, number>;
  begin: Begin;
  /** What is left of the beginning, the step that is being done first. */
  steps: (Step & { tag: string })[];
  unanswered: Unanswered;
  logs: Logs;
  /** The welcome of this connection, in case our session can't be resumed. */
  welcome: EventOf<'welcome'> | undefined;
  /** Of this connection's `/resume`. */
  resumeTag: string | undefined;
  /** Makes tags that no other conversation makes: this, a dash and a number. */
  prefix: string;
  tags: number;
}

/** Begins to talk. `cursors` says from where to read; `prefix` is 1 to 16 characters that a tag may hold. */
export function conversation(
  begin: Begin,
  prefix: string,
  cursors: Cursors = new Map(),
): Conversation {
  return {
    phase: 'down',
    token: undefined,
    store: undefined,
    nick: '',
    chosen: undefined,
    again: false,
    rooms: new Map(),
    cursors: new Map(cursors),
    begin,
    steps: [],
    unanswered: new Map(),
    logs: new Map(),
    welcome: undefined,
    resumeTag: undefined,
    prefix,
    tags: 0,
  };
}

/** The connection is open: its first line is what makes it JSON. */
export function opened(talk: Conversation): Move[] {
  talk.phase = 'greeting';
  return [{ do: 'send', command: { cmd: 'format', format: 'json' } }];
}

/** The connection is closed, whoever did it. */
export function cut(talk: Conversation): void {
  talk.phase = 'down';
  talk.welcome = undefined;
  talk.resumeTag = undefined;
}

/** Asks something. It is sent now or when the conversation is live, and sent again until it is answered. */
export function asked(talk: Conversation, command: Command): Move[] {
  const tagged = { ...command, tag: command.tag ?? nextTag(talk) };
  const live = talk.phase === 'live';
  if (!live && isPassing(tagged)) return [];
  talk.unanswered.set(tagged.tag, { command: tagged, sent: live });
  return live ? [{ do: 'send', command: tagged }] : [];
}

/** One event of the server has arrived. */
export function heard(talk: Conversation, event: Event): Move[] {
  switch (event.ev) {
    case 'welcome':
      return talk.phase === 'greeting' ? welcomed(talk, event) : [];
    case 'ok':
      return granted(talk, event);
    case 'error':
      return refused(talk, event);
    case 'ping':
      return [{ do: 'send', command: { cmd: 'ping' } }];
    case 'bye':
      return dismissed(event);
    case 'room':
      return [tell(isAnswer(talk, event.re) ? event : entered(talk, event))];
    case 'parted':
      if (event.nick === talk.nick) left(talk, roomKey(event.room));
      return [tell(event)];
    case 'quit':
      changedHands(talk.logs, event);
      return [tell(event)];
    case 'nick':
      changedHands(talk.logs, event);
      if (event.from === talk.nick) named(talk, event.to);
      return [tell(event)];
    case 'lagged':
      return read(talk, event, event.from, event.to);
    default:
      cameBack(talk.unanswered, event);
      return 'seq' in event ? read(talk, event, event.seq, event.seq) : [tell(event)];
  }
}

const tell = (event: Event): Move => ({ do: 'hear', input: { link: 'event', event } });

function named(talk: Conversation, nick: string): void {
  talk.nick = nick;
  talk.chosen = nick;
}

/** True for what answers a question; rooms tell their state, too, under the tag of the `/join` or `/resume`. */
function isAnswer(talk: Conversation, re: string | undefined): boolean {
  const step = talk.steps[0]?.tag === re ? talk.steps[0]?.command : undefined;
  const command = step ?? talk.unanswered.get(re ?? '')?.command;
  return re !== undefined && re !== talk.resumeTag && command?.cmd !== 'join';
}

/**
 * One is in this room. Its `seq` is where a reader without a cursor begins; one with a cursor gets what it lacks by
 * replay. A `/join` that has not been answered was done earlier than any other `room` says. Returns the event as it is
 * told: without `re`.
 */
function entered(talk: Conversation, event: EventOf<'room'>): Event {
  const { re, ...told } = event;
  const key = roomKey(event.room);
  talk.rooms.set(key, event.room);
  const joins = joinsOf(talk, key);
  const begins = joins.length === 0 || joins.some(({ tag }) => tag === re);
  if (begins && !talk.cursors.has(key)) talk.cursors.set(key, event.seq);
  return told;
}

/** One is in this room no more: what is said there until one comes back is not for us. */
function left(talk: Conversation, room: RoomKey): void {
  talk.rooms.delete(room);
  talk.cursors.delete(room);
}

/** What was asked to enter this room, and not answered. */
const joinsOf = (talk: Conversation, room: LogKey): Join[] =>
  joins(talk).filter(({ rooms }) => rooms.some((name) => roomKey(name) === room));

type Join = Tagged & CommandOf<'join'>;

function joins({ steps: [step], unanswered }: Conversation): Join[] {
  const asked = [...unanswered.values()].map(({ command }) => command);
  if (step) asked.push({ ...step.command, tag: step.tag });
  return asked.filter((command) => command.cmd === 'join');
}

/** Rooms that are entered to read on where one was: whether one is in them already is not known. */
const readOn = (talk: Conversation): RoomKey[] =>
  joins(talk).flatMap(({ cursors = {} }) => Object.keys(cursors).map((room) => roomKey(room)));

/** Where rooms were entered, the `room` of which was lost with the connection. True when there was one. */
function enteredUnheard(talk: Conversation, { cursors = {} }: EventOf<'ok'>): boolean {
  const unheard = Object.entries(cursors).filter(([room]) => !talk.cursors.has(roomKey(room)));
  for (const [room, seq] of unheard) talk.cursors.set(roomKey(room), seq);
  return unheard.length > 0;
}

function welcomed(talk: Conversation, welcome: EventOf<'welcome'>): Move[] {
  if (welcome.protocol !== 1) {
    const why = `The server speaks version ${welcome.protocol} of the protocol, and this program only version 1.`;
    return [{ do: 'end', why }];
  }
  const given = talk.store !== undefined && talk.store !== welcome.store ? otherLogs(talk) : [];
  talk.store = welcome.store;
  talk.welcome = welcome;
  if (talk.token === undefined) return [...given, ...begun(talk, welcome)];
  talk.phase = 'resuming';
  talk.resumeTag = nextTag(talk);
  const command: Tagged = {
    cmd: 'resume',
    tag: talk.resumeTag,
    token: talk.token,
    cursors: resumable([...talk.rooms.keys(), ...readOn(talk)], talk.cursors),
  };
  return [...given, { do: 'send', command }];
}

/** Other logs, in which no number means what it meant before. */
function otherLogs(talk: Conversation): Move[] {
  talk.cursors.clear();
  talk.logs.clear();
  const message = 'Not sent: the server begins anew, and its messages are others.';
  return givenUp(talk.unanswered).map((re) =>
    tell({ ev: 'error', re, code: 'no_such_message', message }),
  );
}

function granted(talk: Conversation, event: EventOf<'ok'>): Move[] {
  const { re } = event;
  if (re === undefined) return [tell(event)];
  if (re === talk.resumeTag) return resumed(talk, event);
  if (re === talk.steps[0]?.tag) {
    talk.steps.shift();
    return enteredUnheard(talk, event) ? [readAgain] : proceed(talk);
  }
  const command = talk.unanswered.get(re)?.command;
  talk.unanswered.delete(re);
  wentTo(talk.logs, command, event);
  const moved = command?.cmd === 'room' || command?.cmd === 'join' ? event.room : undefined;
  if (moved !== undefined) current(talk, moved);
  if (command === undefined) return [];
  return enteredUnheard(talk, event) ? [tell(event), readAgain] : [tell(event)];
}

/** Once more by a `/resume`, which replays what came since. */
const readAgain: Move = {
  do: 'redial',
  why: 'A room was entered when the connection broke. What was said there since is read now.',
};

function current(talk: Conversation, room: string): void {
  talk.rooms.delete(roomKey(room));
  talk.rooms.set(roomKey(room), room);
}

function resumed(talk: Conversation, { nick, room, rooms }: EventOf<'ok'>): Move[] {
  const { welcome } = talk;
  talk.resumeTag = undefined;
  if (welcome === undefined) return [];
  if (nick !== undefined && nick !== talk.nick) named(talk, nick);
  if (rooms) talk.rooms = new Map(rooms.map((name) => [roomKey(name), name]));
  if (room) current(talk, room);
  return [up({ ...welcome, nick: talk.nick }, true), ...unsaid(talk), ...proceed(talk)];
}

/** What was not said, and may be for somebody who is not called that any more. */
const unsaid = (talk: Conversation): Move[] =>
  aimedAgain(talk.unanswered, talk.logs).map(({ tag: re, to }) => {
    const message = `Not sent: the connection broke first, and ${to} may be somebody else now.`;
    return tell({ ev: 'error', re, code: 'gone', message });
  });

const up = (
  welcome: EventOf<'welcome'>,
  resumed: boolean,
  perhaps: readonly string[] = [],
): Move => ({ do: 'hear', input: { link: 'up', welcome, resumed, perhaps } });

function refused(talk: Conversation, event: EventOf<'error'>): Move[] {
  const { re, code, target } = event;
  if (code === 'bad_cursor' && target !== undefined) talk.cursors.delete(logKey(target));
  if (re === undefined) return [tell(event)];
  if (re === talk.resumeTag) return notResumed(talk, event);
  if (re === talk.steps[0]?.tag) return stepRefused(talk, event);
  return talk.unanswered.delete(re) ? [tell(event)] : [];
}

/** The session is gone: nobody knows what became of the commands that were on their way. */
function notResumed(talk: Conversation, { code, message }: EventOf<'error'>): Move[] {
  const { welcome } = talk;
  talk.resumeTag = undefined;
  if (code !== 'no_such_session' || welcome === undefined) return [{ do: 'redial', why: message }];
  return begun(talk, welcome);
}

/** Makes the new session of this connection ours. */
function begun(talk: Conversation, welcome: EventOf<'welcome'>): Move[] {
  talk.logs.clear(); // A guest's private logs end with the session.
  const memory: Memory = {
    cursors: talk.cursors,
    again: talk.again,
    nick: talk.chosen,
    rooms: [...talk.rooms.values()],
  };
  const perhaps = inDoubt(talk.unanswered);
  talk.token = welcome.session;
  talk.nick = welcome.nick;
  talk.steps = steps(talk, talk.begin(memory));
  return [up(welcome, false, perhaps), ...proceed(talk)];
}

const steps = (talk: Conversation, begin: Step[]): Conversation['steps'] =>
  begin.map((step) => ({ ...step, tag: nextTag(talk) }));

function stepRefused(talk: Conversation, event: EventOf<'error'>): Move[] {
  const [step, ...others] = talk.steps;
  if (step?.refused === undefined) return [{ do: 'end', why: event.message }];
  const { re: _, ...error } = event;
  talk.steps = [...steps(talk, step.refused(event)), ...others];
  return [tell(error), ...proceed(talk)];
}

/** Does the next step, or sends everything unanswered (again) when all are done. */
function proceed(talk: Conversation): Move[] {
  const [step] = talk.steps;
  talk.phase = step === undefined ? 'live' : 'beginning';
  if (step !== undefined) return [{ do: 'send', command: { ...step.command, tag: step.tag } }];
  talk.again = true;
  const waiting = sentAgain(talk.unanswered);
  return [{ do: 'live' }, ...waiting.map((command): Move => ({ do: 'send', command }))];
}

/** A last line. After these two there is nothing to come back to. */
function dismissed({ code, message }: EventOf<'bye'>): Move[] {
  const final = code === 'taken_over' || code === 'quit';
  return [{ do: final ? 'end' : 'redial', why: message }];
}

/** What has happened in a log from `first` to `last`: told once, whatever is replayed. */
function read(talk: Conversation, event: Event, first: number, last: number): Move[] {
  const log = logOf(event);
  if (log === undefined) return [tell(event)];
  const cursor = talk.cursors.get(log);
  if (cursor === undefined || !follows(talk, cursor, first)) {
    const isJoining = joinsOf(talk, log).length > 0;
    if (isJoining && cursor === undefined) return [];
    if (!isJoining && cursor !== undefined) return [{ do: 'redial', why: outOfOrder(event) }];
  }
  if (last <= (cursor ?? 0)) return [];
  talk.cursors.set(log, last);
  return [tell(event)];
}

/**
 * The server counts what it tells, and so do we: nothing is left out, and nothing comes twice but in a replay. When the
 * two differ we do not guess which of them is wrong, but read on from the last that we have.
 */
const follows = ({ phase }: Conversation, cursor: number, first: number): boolean =>
  first === cursor + 1 || (phase !== 'live' && first <= cursor);

function outOfOrder(event: Event): string {
  const where = 'room' in event ? event.room : 'a private conversation';
  return `The server left out something in ${where}, or said it twice. It is read again from there.`;
}

/** The log that an event is in or about. */
export function logOf(event: Event): LogKey | undefined {
  if ('log' in event && event.log !== undefined) return logKey(event.log);
  if ('room' in event && event.room !== undefined) return logKey(event.room);
  return undefined;
}

function nextTag(talk: Conversation): string {
  talk.tags += 1;
  return `${talk.prefix}-${talk.tags}`;
}
