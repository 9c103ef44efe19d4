/**
 * A conversation with a server: the commands and the events, over all connections. It is pure: connection.ts gives it its
 * inputs and performs the effects that it returns.
 */
import type { Command, CommandOf } from '../grammar/ast.ts';
import type { Event, EventOf } from '../grammar/events.ts';
import { type LogKey, logKey, roomKey } from '../grammar/names.ts';
import { cameBack, changedHands, wentTo } from './aimed.ts';
import { begins, entered, enteredUnheard, goesOn, isInAnyway, left, stayedOut } from './rooms.ts';
import { dismissed, notResumed, proceed, resumed, stepRefused, welcomed } from './session.ts';
import {
  type Conversation,
  current,
  isLoggingIn,
  joinsOf,
  named,
  nextTag,
  type TalkEffect,
  tell,
} from './talk.ts';
import { isPassing } from './unanswered.ts';

/** The connection is open: its first line is what makes it JSON. */
export function opened(talk: Conversation): TalkEffect[] {
  talk.phase = 'greeting';
  return [{ do: 'send', command: { cmd: 'format', format: 'json' } }];
}

/** The connection is closed, by the server or by us. */
export function closed(talk: Conversation): void {
  talk.phase = 'down';
  talk.welcome = undefined;
  if (talk.resumeTag !== undefined) talk.strayResumes += 1;
  talk.resumeTag = undefined;
}

/** Takes a command. It is sent now, or once the conversation is live, and sent again until it is answered. */
export function asked(talk: Conversation, command: Command): TalkEffect[] {
  const tagged = { ...command, tag: command.tag ?? nextTag(talk) };
  const live = talk.phase === 'live';
  if (!live && isPassing(talk.vocabulary, tagged)) return [];
  if (tagged.cmd === 'join') begins(talk, tagged);
  talk.unanswered.set(tagged.tag, { command: tagged, sent: live });
  return live ? [{ do: 'send', command: tagged }] : [];
}

/** One event of the server has arrived. */
export function heard(talk: Conversation, event: Event): TalkEffect[] {
  switch (event.ev) {
    case 'welcome':
      return talk.phase === 'greeting' ? welcomed(talk, event) : [];
    case 'ok':
      talk.token = event.session ?? talk.token;
      return granted(talk, event);
    case 'error':
      return refused(talk, event);
    case 'ping':
      return [{ do: 'send', command: { cmd: 'ping' } }];
    case 'bye':
      return dismissed(talk, event);
    case 'room':
      return [tell(isAnswer(talk, event.re) ? event : entered(talk, event))];
    case 'parted':
      if (event.nick === talk.nick) left(talk, roomKey(event.room));
      return [tell(event)];
    case 'forgotten':
      left(talk, roomKey(event.room));
      return [tell(event)];
    case 'renamed':
      if (goesOn(talk, event)) return [readAgain];
      return read(talk, event, event.seq, event.seq);
    case 'kicked': {
      const told = read(talk, event, event.seq, event.seq);
      // During a resume a replayed `kicked` may be old. The `ok` of the `/resume` names the rooms.
      if (event.nick === talk.nick && talk.phase === 'live') left(talk, roomKey(event.room));
      return told;
    }
    case 'quit':
      changedHands(talk.logs, event);
      return [tell(event)];
    case 'nick':
      changedHands(talk.logs, event);
      if (event.from === talk.nick) named(talk, event.to);
      return [tell(event)];
    case 'read':
      // It says how far another device is, and takes no place in the log.
      return [tell(event)];
    case 'lagged':
      return read(talk, event, event.from, event.to);
    default:
      cameBack(talk.vocabulary, talk.unanswered, event);
      return 'seq' in event ? read(talk, event, event.seq, event.seq) : [tell(event)];
  }
}

/** True for an answer to a question. A `room` under the tag of what enters it, or of a `/resume`, is none. */
function isAnswer(talk: Conversation, re: string | undefined): boolean {
  const step = talk.steps[0]?.tag === re ? talk.steps[0]?.command : undefined;
  const command = step ?? talk.unanswered.get(re ?? '')?.command;
  const isEntered = command?.cmd === 'join' || (command?.cmd === 'room' && command.private);
  return re !== undefined && re !== talk.resumeTag && !isEntered;
}

function granted(talk: Conversation, event: EventOf<'ok'>): TalkEffect[] {
  const { re } = event;
  // The answer to a sign of life.
  if (re === undefined) return [];
  if (re === talk.resumeTag) return resumed(talk, event);
  if (re === talk.steps[0]?.tag) {
    talk.steps.shift();
    return lacks(talk, event) ? [readAgain] : proceed(talk);
  }
  const command = talk.unanswered.get(re)?.command;
  talk.unanswered.delete(re);
  wentTo(talk.logs, command, event);
  const moved = command?.cmd === 'room' || command?.cmd === 'join' ? event.room : undefined;
  if (moved !== undefined) current(talk, moved);
  if (command === undefined) return [];
  return lacks(talk, event) ? [tell(event), readAgain] : [tell(event)];
}

/** Something was not told, or left aside, before this was granted. */
function lacks(talk: Conversation, event: EventOf<'ok'>): boolean {
  const isBehind = talk.isBehind && !isLoggingIn(talk);
  if (isBehind) talk.isBehind = false;
  const isUnheard = enteredUnheard(talk, event);
  return isInAnyway(talk) || isUnheard || isBehind;
}

/** Dials again: the `/resume` replays what came since. */
const readAgain: TalkEffect = {
  do: 'redial',
  why: 'A room or a private conversation has gone on meanwhile. What was said there since is read now.',
};

function refused(talk: Conversation, event: EventOf<'error'>): TalkEffect[] {
  const { re, code, target } = event;
  if (code === 'bad_cursor' && target !== undefined) talk.cursors.delete(logKey(target));
  if (re === undefined) return [tell(event)];
  if (re === talk.resumeTag) return notResumed(talk, event);
  if (re === talk.steps[0]?.tag) {
    const effects = stepRefused(talk, event);
    return isInAnyway(talk) ? [...effects, readAgain] : effects;
  }
  const command = talk.unanswered.get(re)?.command;
  talk.unanswered.delete(re);
  if (command === undefined) return [];
  if (command.cmd === 'join') stayedOut(talk, command);
  return isInAnyway(talk) ? [tell(event), readAgain] : [tell(event)];
}

/** What has happened in a log from `first` to `last`: told once, whatever is replayed. */
function read(talk: Conversation, event: Event, first: number, last: number): TalkEffect[] {
  const log = logOf(event);
  if (log === undefined) return [tell(event)];
  const cursor = talk.cursors.get(log);
  if (cursor === undefined || !follows(talk, cursor, first)) {
    const joins = joinsOf(talk, log);
    // An account may be in the room by another device: all of it comes again behind the `/join`.
    const comesAgain = cursor === undefined || first <= cursor || joins.some(namesCursor(log));
    if (joins.length > 0 && comesAgain) return [];
    // Only the answer to a /login has the token that the rest is read with.
    if (cursor !== undefined && isLoggingIn(talk)) {
      talk.isBehind = true;
      return [];
    }
    if (cursor !== undefined) return [{ do: 'redial', why: outOfOrder(event) }];
  }
  if (last <= (cursor ?? 0)) return [];
  talk.cursors.set(log, last);
  return [tell(event)];
}

/** True for a `/join` that replays this room. */
const namesCursor =
  (log: LogKey) =>
  ({ cursors = {} }: CommandOf<'join'>): boolean =>
    Object.keys(cursors).some((room) => roomKey(room) === log);

/**
 * The server counts what it tells, and so do we: nothing is left out, and nothing comes twice but in a replay. When the
 * two differ we do not guess which of them is wrong, but read on from the last that we have.
 */
const follows = (talk: Conversation, cursor: number, first: number): boolean =>
  first === cursor + 1 || ((talk.phase !== 'live' || isLoggingIn(talk)) && first <= cursor);

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
