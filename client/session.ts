/** How a session begins, is resumed, and ends: what a conversation does when a server welcomes, takes back or dismisses it. */
import { MAX_LISTED } from '../grammar/arguments/lists.ts';
import type { EventOf } from '../grammar/events.ts';
import { isPrivateKey, type LogKey, type RoomKey, roomKey } from '../grammar/names.ts';
import { aimedAgain, perhapsAimed } from './aimed.ts';
import {
  type Conversation,
  current,
  joins,
  type Memory,
  named,
  nextTag,
  type SetupStep,
  type TalkEffect,
  tell,
} from './talk.ts';
import { givenUp, inDoubt, sentAgain, type Tagged } from './unanswered.ts';

/** The server has greeted: a known session is resumed, a new one set up. */
export function welcomed(talk: Conversation, welcome: EventOf<'welcome'>): TalkEffect[] {
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

/** Rooms that are entered to read on where one was: whether one is in them already is not known. */
const readOn = (talk: Conversation): RoomKey[] =>
  joins(talk).flatMap(({ cursors = {} }) => Object.keys(cursors).map((room) => roomKey(room)));

/**
 * The cursors that a `/resume` names: those of the rooms that one is in or enters, and of as many private logs as may be named besides: of the others the server
 * tells again what it does not know to have arrived, and what is known already is dropped.
 */
export function resumable(
  rooms: readonly RoomKey[],
  cursors: ReadonlyMap<LogKey, number>,
): Record<string, number> {
  const isIn = new Set<LogKey>(rooms.slice(0, MAX_LISTED));
  const named = [...cursors].filter(([log]) => isIn.has(log));
  const spare = Math.max(0, MAX_LISTED - named.length);
  const privates = [...cursors].filter(([log]) => isPrivateKey(log));
  return Object.fromEntries([...named, ...privates.slice(Math.max(0, privates.length - spare))]);
}

/** The server has other logs now: numbers of the old ones mean nothing. */
function otherLogs(talk: Conversation): TalkEffect[] {
  talk.cursors.clear();
  talk.logs.clear();
  const message = 'Not sent: the server begins anew, and its messages are others.';
  return givenUp(talk.vocabulary, talk.unanswered).map((re) =>
    tell({ ev: 'error', re, code: 'no_such_message', message }),
  );
}

/** These are the rooms that one is in: of others it may not have been heard that one has left them. */
function isIn(talk: Conversation, rooms: readonly string[]): void {
  talk.rooms = new Map(rooms.map((name) => [roomKey(name), name]));
  const read = new Set<LogKey>([...talk.rooms.keys(), ...readOn(talk)]);
  for (const log of talk.cursors.keys()) {
    if (!isPrivateKey(log) && !read.has(log)) talk.cursors.delete(log);
  }
}

/** The server has taken the session back, with all that was missed. */
export function resumed(talk: Conversation, { nick, room, rooms }: EventOf<'ok'>): TalkEffect[] {
  const { welcome } = talk;
  talk.resumeTag = undefined;
  if (welcome === undefined) return [];
  if (nick !== undefined && nick !== talk.nick) named(talk, nick);
  if (rooms) isIn(talk, rooms);
  if (room) current(talk, room);
  const perhaps = perhapsAimed(talk.unanswered);
  const here = { ...welcome, nick: talk.nick };
  return [up(here, true, perhaps, rooms), ...unsaid(talk), ...proceed(talk)];
}

/** What was not said, and may be for somebody who is not called that any more. */
const unsaid = (talk: Conversation): TalkEffect[] =>
  aimedAgain(talk.unanswered, talk.logs).map(({ tag: re, to }) => {
    const message = `Not sent: the connection broke first, and ${to} may be somebody else now.`;
    return tell({ ev: 'error', re, code: 'gone', message });
  });

const up = (
  welcome: EventOf<'welcome'>,
  resumed: boolean,
  perhaps: readonly string[] = [],
  rooms?: readonly string[],
): TalkEffect => ({
  do: 'hear',
  input: { link: 'up', welcome, resumed, perhaps, ...(rooms && { rooms }) },
});

/** The session is gone: nobody knows what became of the commands that were on their way. */
export function notResumed(talk: Conversation, { code, message }: EventOf<'error'>): TalkEffect[] {
  const { welcome } = talk;
  talk.resumeTag = undefined;
  if (code !== 'no_such_session' || welcome === undefined) return [{ do: 'redial', why: message }];
  return begun(talk, welcome);
}

/** Makes the new session of this connection ours. */
function begun(talk: Conversation, welcome: EventOf<'welcome'>): TalkEffect[] {
  talk.logs.clear(); // A guest's private logs end with the session.
  const memory: Memory = {
    cursors: talk.cursors,
    again: talk.again,
    nick: talk.chosen,
    rooms: [...talk.rooms.values()],
  };
  const perhaps = inDoubt(talk.unanswered);
  talk.stood.clear();
  talk.token = welcome.session;
  talk.strayResumes = 0;
  talk.nick = welcome.nick;
  talk.steps = steps(talk, talk.begin(memory));
  return [up(welcome, false, perhaps), ...proceed(talk)];
}

const steps = (talk: Conversation, begin: SetupStep[]): Conversation['steps'] =>
  begin.map((step) => ({ ...step, tag: nextTag(talk) }));

/** A step of the set-up was refused: what it does instead comes next, or the conversation ends. */
export function stepRefused(talk: Conversation, event: EventOf<'error'>): TalkEffect[] {
  const [step, ...others] = talk.steps;
  if (step?.refused === undefined) return [{ do: 'end', why: event.message }];
  const { re: _, ...error } = event;
  talk.steps = [...steps(talk, step.refused(event)), ...others];
  return [tell(error), ...proceed(talk)];
}

/** Does the next step, or sends everything unanswered (again) when all are done. */
export function proceed(talk: Conversation): TalkEffect[] {
  const [step] = talk.steps;
  talk.phase = step === undefined ? 'live' : 'beginning';
  if (step !== undefined) return [{ do: 'send', command: { ...step.command, tag: step.tag } }];
  talk.again = true;
  const waiting = sentAgain(talk.vocabulary, talk.unanswered);
  return [{ do: 'live' }, ...waiting.map((command): TalkEffect => ({ do: 'send', command }))];
}

/**
 * The server's last line. After some of them there is no session to come back to, unless this client took it over
 * itself.
 */
export function dismissed(talk: Conversation, { code, message }: EventOf<'bye'>): TalkEffect[] {
  if (code === 'taken_over' && talk.strayResumes > 0) {
    talk.strayResumes -= 1;
    return [{ do: 'redial', why: message }];
  }
  const final = code === 'taken_over' || code === 'quit' || code === 'banned';
  return [{ do: final ? 'end' : 'redial', why: message }];
}
