/** Everything that the server can say: the Event union, from one definition that also becomes the JSON Schema. */
import * as v from 'valibot';
import type { CommandName } from './ast.ts';
import { answerEvents } from './events/answers.ts';
import {
  Hidden as HiddenSchema,
  type Logged as LoggedSchema,
  loggedEvents,
  type MessageKind as MessageKindSchema,
} from './events/logged.ts';
import { pageEvents } from './events/pages.ts';
import { presenceEvents } from './events/presence.ts';
import {
  At,
  Count,
  code,
  event,
  More,
  Re,
  Role,
  Room,
  text,
  texts,
  whole,
} from './events/shapes.ts';
import { faultCodes } from './faults.ts';

const { exactOptional: optional, string, number, array, literal, object } = v;

const Member = object({
  nick: string(),
  role: optional(Role),
  away: optional(literal(true)),
  offline: optional(literal(true)),
  bot: optional(literal(true)),
});

const byeCodes = ['quit', 'taken_over', 'shutdown', 'idle', 'too_many', 'banned'] as const;

/** Every event by its name, with what it tells and its fields. */
export const events = {
  welcome: event('welcome', 'the first object of a connection', {
    protocol: v.pipe(literal(1), v.description('the version of this protocol')),
    server: text("the server's name"),
    version: text('which Parlance it is'),
    store: text('names the number space of all logs'),
    nick: text('who you are'),
    session: text('the token for /resume; keep it secret'),
    formats: texts('what /format takes'),
    limits: v.pipe(v.record(string(), number()), v.description('sizes, times and counts, by name')),
  }),
  error: event(
    'error',
    'a line was refused, and nothing happened; or, with `target` and no `re`, a cursor of a `/resume` is left out, or a `/login` leaves a room that bans you',
    {
      re: Re,
      code: code(faultCodes, 'see the list of codes'),
      message: text('a sentence for the person'),
      col: optional(whole('code points from 0 in the line as sent')),
      expected: optional(texts('what could stand there instead')),
      target: optional(text('the room or private log concerned')),
    },
  ),
  room: event('room', 'the state of a room: when you enter it, resume, have caught up, or ask', {
    re: Re,
    room: Room,
    topic: optional(text('absent when there is none')),
    topic_from: optional(text('the nick of whoever set it')),
    topic_at: optional(At),
    seq: whole('the last event so far; 0 in a new room'),
    count: Count,
    members: array(Member),
    more: More,
    settings: v.pipe(
      v.record(string(), string()),
      v.description('what is set, by name; of a `key` only that there is one'),
    ),
  }),
  ...presenceEvents,
  read: event('read', 'on another of your devices a room or private log was read so far', {
    room: optional(Room),
    log: optional(text('the private log')),
    with: optional(text('the other person of it')),
    seq: whole('how far'),
  }),
  lagged: event(
    'lagged',
    'events that you should get and the log keeps no more; both ends are included',
    {
      room: optional(Room),
      log: optional(text('the private log')),
      from: whole('first seq missed'),
      to: whole('last seq missed'),
    },
  ),
  slowed: event('slowed', 'you send faster than you may, and are read more slowly; told once', {
    message: text('a sentence for the person'),
  }),
  ping: event('ping', 'are you there? Any line is an answer', {}),
  bye: event('bye', 'the last line before the server closes', {
    code: code(byeCodes, 'why, such as "shutdown"'),
    message: text('a sentence for the person'),
  }),
  ...loggedEvents,
  hidden: HiddenSchema,
  ...answerEvents,
} as const;

/** A word that stands in `ev`. */
export type EventName = keyof typeof events;

/** What rides along for the renderings that people read; a dialect for programs leaves it out. */
interface Aside {
  ok: {
    /** The command that was done. */
    done: CommandName;
  };
  error: {
    /** The line that was wrong, as it was sent, for the caret. */
    line?: string;
  };
}

/** The event of that name, or the union of several. */
export type EventOf<Name extends EventName> = {
  [K in Name]: v.InferOutput<(typeof events)[K]> & (K extends keyof Aside ? Aside[K] : unknown);
}[Name];

/** One thing that happened, in the server's vocabulary. */
export type Event = EventOf<EventName>;
/** An event with a `seq`: one that its log keeps. */
export type Logged = v.InferOutput<typeof LoggedSchema>;

/** What stands in the place of an event whose author its reader ignores. */
export type Hidden = EventOf<'hidden'>;
/** An event of a log as a reader gets it. */
export type Shown = Logged | Hidden;

/** True for what its reader gets to see. */
export const isVisible = (event: Shown): event is Logged => event.ev !== 'hidden';

const namesOf = (some: object): ReadonlySet<string> => new Set(Object.keys(some));

const loggedNames = namesOf(loggedEvents);

/** True for an event that has a `seq` in its log. */
export const isLogged = (event: Event): event is Logged => loggedNames.has(event.ev);

/** Who comes, goes, types and asks: told live, and not kept. */
export type Presence = EventOf<keyof typeof presenceEvents>;

const presenceNames = namesOf(presenceEvents);

/** True for an event that is told live, and not kept. */
export const isPresence = (event: Event): event is Presence => presenceNames.has(event.ev);

/** An answer that holds a part of what logs keep. */
export type Page = EventOf<keyof typeof pageEvents>;

const pageNames = namesOf(pageEvents);

/** True for an answer that holds a part of what logs keep. */
export const isPage = (event: Event): event is Page => pageNames.has(event.ev);

/** The answers that are told in a few lines of words: a room is told its state without a question, too. */
export type AnswerName = Exclude<keyof typeof answerEvents, 'ok' | Page['ev']> | 'room';

const answerNames = namesOf(answerEvents);

/** True for an answer that is told in a few lines of words. */
export const isAnswer = (event: Event): event is EventOf<AnswerName> =>
  event.ev === 'room' || (answerNames.has(event.ev) && event.ev !== 'ok' && !isPage(event));

/** The event `message`, said in a room or in private. */
export type Message = EventOf<'message'>;
/** `say`, `action` or `notice`. */
export type MessageKind = v.InferOutput<typeof MessageKindSchema>;
/** Why the server closes a connection. */
export type ByeCode = EventOf<'bye'>['code'];
