/** Everything that the server can say: the Event union, from one definition that also becomes the JSON Schema. */
import * as v from 'valibot';
import type { CommandName } from './ast.ts';
import { faultCodes } from './faults.ts';
import * as log from './logged.ts';
import { roles } from './roles.ts';
import { settingNames } from './settings.ts';
import {
  At,
  Away,
  Bell,
  bothForms,
  Count,
  code,
  More,
  Re,
  Room,
  text,
  texts,
  whole,
} from './shapes.ts';

const { exactOptional: optional, string, number, array, literal, object } = v;

/** What a person is in a room; absent for a member. */
const Role = code(roles, 'absent for a member');

const Member = object({
  nick: string(),
  role: optional(Role),
  away: optional(literal(true)),
});

/** Why the server closes a connection. */
export const byeCodes = ['quit', 'taken_over', 'shutdown', 'idle', 'too_many'] as const;

export const events = {
  welcome: object({
    ev: literal('welcome'),
    protocol: v.pipe(literal(1), v.description('the version of this protocol')),
    server: text("the server's name"),
    version: text('which Parlance it is'),
    store: text('names the number space of all logs'),
    nick: text('who you are'),
    session: text('the token for /resume; keep it secret'),
    formats: texts('what /format takes'),
    limits: v.pipe(v.record(string(), number()), v.description('sizes, times and counts, by name')),
  }),
  ok: object({
    ev: literal('ok'),
    re: Re,
    nick: optional(text('who you are now')),
    room: optional(text('the room concerned; after /resume the current one')),
    rooms: optional(texts('the rooms concerned')),
    logs: optional(texts('your private logs')),
    log: optional(text('the private log concerned')),
    seq: optional(whole('where it stands in the log')),
    cursors: optional(
      v.pipe(
        v.record(string(), v.pipe(number(), v.integer())),
        v.description('of a /join: the last seq of each room when you entered it'),
      ),
    ),
    bell: optional(Bell),
  }),
  error: object({
    ev: literal('error'),
    re: Re,
    code: code(faultCodes, 'see the list of codes'),
    message: text('a sentence for the person'),
    col: optional(whole('code points from 0 in the line as sent')),
    expected: optional(texts('what could stand there instead')),
    target: optional(text('the room or private log concerned')),
  }),
  room: object({
    ev: literal('room'),
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
  joined: object({
    ev: literal('joined'),
    room: Room,
    nick: text('who'),
    role: optional(Role),
    at: At,
  }),
  parted: object({
    ev: literal('parted'),
    room: Room,
    nick: text('who'),
    reason: optional(text('what they said about it')),
    at: At,
  }),
  quit: object({
    ev: literal('quit'),
    nick: text('who'),
    reason: text('what they said about it, or what happened; may be empty'),
    at: At,
  }),
  nick: object({
    ev: literal('nick'),
    from: text('the old nick'),
    to: text('the new one'),
    at: At,
  }),
  count: object({ ev: literal('count'), room: Room, count: whole('how many members'), at: At }),
  away: object({ ev: literal('away'), re: Re, nick: text('who'), text: Away, at: At }),
  back: object({ ev: literal('back'), nick: text('who'), at: At }),
  message: log.Message,
  topic: log.Topic,
  role: log.RoleGiven,
  setting: log.Setting,
  kicked: log.Kicked,
  invited: log.Invited,
  invitation: object({
    ev: literal('invitation'),
    room: Room,
    from: text('the nick of whoever invites you'),
    at: At,
  }),
  settings: object({
    ev: literal('settings'),
    re: Re,
    room: Room,
    settings: array(
      object({
        name: code(settingNames, 'the setting'),
        value: string(),
        from: optional(string()),
        at: optional(string()),
      }),
    ),
  }),
  inherited: object({
    ev: literal('inherited'),
    room: Room,
    nick: text('who owns it now'),
    at: At,
  }),
  edit: log.Edit,
  delete: log.Delete,
  react: log.React,
  unreact: log.Unreact,
  typing: bothForms('typing', { nick: text('who'), at: At }),
  search: object({
    ev: literal('search'),
    re: Re,
    words: text('what was looked for'),
    events: v.pipe(array(log.Message), v.description('newest first')),
    more: More,
    next: optional(text('with `more`: the next `/search` of the same goes on with it')),
  }),
  history: object({
    ev: literal('history'),
    re: Re,
    room: optional(Room),
    log: optional(text('the private log')),
    with: optional(text('the other person of a private log, while they are here')),
    events: v.pipe(array(log.Logged), v.description('what the log keeps, oldest first')),
    more: More,
  }),
  lagged: object({
    ev: literal('lagged'),
    room: optional(Room),
    log: optional(text('the private log')),
    from: whole('first seq missed'),
    to: whole('last seq missed'),
  }),
  rooms: object({
    ev: literal('rooms'),
    re: Re,
    rooms: v.pipe(
      array(object({ room: string(), count: number(), topic: optional(string()) })),
      v.description('the fullest first'),
    ),
    more: More,
  }),
  who: object({
    ev: literal('who'),
    re: Re,
    room: optional(text('absent when it is about the whole server')),
    count: Count,
    people: v.pipe(
      array(object({ nick: string(), away: optional(string()) })),
      v.description('`away` is the away message'),
    ),
    more: More,
  }),
  whois: object({
    ev: literal('whois'),
    re: Re,
    nick: text('who'),
    rooms: texts('where they are'),
    more: More,
    away: optional(Away),
    since: text('when the session began, like `at`'),
    connected: v.pipe(v.boolean(), v.description('false while a lost connection may be resumed')),
  }),
  whoami: object({
    ev: literal('whoami'),
    re: Re,
    nick: text('who you are'),
    room: optional(text('the current room: where bare lines are said')),
    rooms: texts('where you are'),
    away: optional(Away),
    bell: Bell,
    session: text('the token for /resume'),
  }),
  account: object({
    ev: literal('account'),
    re: Re,
    nick: text('who you are'),
    since: text('when it was registered, like `at`'),
    sessions: whole('on how many devices you are logged in, this one included'),
  }),
  sessions: object({
    ev: literal('sessions'),
    re: Re,
    sessions: v.pipe(
      array(
        object({
          device: number(),
          address: optional(string()),
          format: optional(string()),
          since: string(),
          heard: string(),
          lost: optional(literal(true)),
          own: optional(literal(true)),
        }),
      ),
      v.description('`lost`: it waits for a /resume; `own`: the one that asks'),
    ),
  }),
  help: object({
    ev: literal('help'),
    re: Re,
    commands: array(
      object({
        usage: string(),
        summary: string(),
        short: optional(array(string())),
        about: optional(string()),
        examples: optional(array(string())),
      }),
    ),
  }),
  motd: object({ ev: literal('motd'), re: Re, text: text('may have several lines') }),
  slowed: object({ ev: literal('slowed'), message: text('a sentence for the person') }),
  ping: object({ ev: literal('ping') }),
  bye: object({
    ev: literal('bye'),
    code: code(byeCodes, 'why, such as "shutdown"'),
    message: text('a sentence for the person'),
  }),
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
export type Logged = v.InferOutput<typeof log.Logged>;

/** Which events a log keeps; the others are told to those who are there. */
const kept = {
  welcome: false,
  ok: false,
  error: false,
  room: false,
  joined: false,
  parted: false,
  quit: false,
  nick: false,
  count: false,
  away: false,
  back: false,
  message: true,
  topic: true,
  role: true,
  setting: true,
  kicked: true,
  invited: true,
  invitation: false,
  settings: false,
  inherited: false,
  edit: true,
  delete: true,
  react: true,
  unreact: true,
  typing: false,
  search: false,
  history: false,
  lagged: false,
  rooms: false,
  who: false,
  whois: false,
  whoami: false,
  account: false,
  sessions: false,
  help: false,
  motd: false,
  slowed: false,
  ping: false,
  bye: false,
} as const satisfies { [Name in EventName]: Name extends Logged['ev'] ? true : false };

/** True for an event that has a `seq` in its log. */
export const isLogged = (event: Event): event is Logged => kept[event.ev];

/** The event `message`, said in a room or in private. */
export type Message = EventOf<'message'>;
/** `say`, `action` or `notice`. */
export type MessageKind = v.InferOutput<typeof log.MessageKind>;
/** Why the server closes a connection. */
export type ByeCode = EventOf<'bye'>['code'];
