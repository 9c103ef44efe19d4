/** Everything that the server can say: the Event union, from one definition that also becomes the JSON Schema. */
import * as v from 'valibot';
import type { CommandName } from './ast.ts';
import { faultCodes } from './faults.ts';

const { exactOptional: optional, string, number, array, literal, object, picklist } = v;

const At = v.pipe(string(), v.description('ISO 8601 UTC with milliseconds'));
const Seq = v.pipe(number(), v.integer(), v.description('place in the log, from 1, without gaps'));
const Re = optional(v.pipe(string(), v.description('the tag of the command that this answers')));
const More = optional(v.pipe(literal(true), v.description('there is more than is listed here')));
const Kind = v.pipe(
  picklist(['say', 'action', 'notice']),
  v.description('an action is "/me waves"'),
);

const Member = object({
  nick: string(),
  role: optional(string()),
  away: optional(literal(true)),
});

const RoomMessage = object({
  ev: literal('message'),
  room: string(),
  seq: Seq,
  at: At,
  from: string(),
  kind: Kind,
  text: string(),
});

const PrivateMessage = object({
  ev: literal('message'),
  to: string(),
  log: v.pipe(string(), v.description("the pair's log: a TARGET like a room")),
  seq: Seq,
  at: At,
  from: string(),
  kind: Kind,
  text: string(),
});

const TopicSet = object({
  ev: literal('topic'),
  room: string(),
  seq: Seq,
  at: At,
  from: string(),
  text: v.pipe(string(), v.description('empty when the topic was cleared')),
});

/** What a log holds, and `history` lists. */
export const Logged = v.union([RoomMessage, PrivateMessage, TopicSet]);

export const events = {
  welcome: object({
    ev: literal('welcome'),
    protocol: literal(1),
    server: string(),
    version: string(),
    store: v.pipe(string(), v.description('names the number space of all logs')),
    nick: string(),
    session: v.pipe(string(), v.description('the token for /resume; keep it secret')),
    formats: array(string()),
    limits: v.record(string(), number()),
  }),
  ok: object({
    ev: literal('ok'),
    re: Re,
    nick: optional(string()),
    room: optional(string()),
    rooms: optional(array(string())),
    logs: optional(array(string())),
    log: optional(string()),
    seq: optional(Seq),
    bell: optional(picklist(['on', 'off'])),
  }),
  error: object({
    ev: literal('error'),
    re: Re,
    code: v.pipe(picklist(faultCodes), v.description('see the list of codes')),
    message: v.pipe(string(), v.description('a sentence for the person')),
    col: optional(v.pipe(number(), v.description('code points from 0 in the line as sent'))),
    expected: optional(v.pipe(array(string()), v.description('what could stand there instead'))),
    target: optional(v.pipe(string(), v.description('the room or private log concerned'))),
  }),
  room: object({
    ev: literal('room'),
    re: Re,
    room: string(),
    topic: optional(string()),
    topic_from: optional(string()),
    topic_at: optional(At),
    seq: v.pipe(number(), v.integer(), v.description('the last event so far; 0 in a new room')),
    count: v.pipe(number(), v.integer(), v.description('how many members there are')),
    members: array(Member),
    more: More,
    settings: v.record(string(), v.unknown()),
  }),
  joined: object({ ev: literal('joined'), room: string(), nick: string(), at: At }),
  parted: object({
    ev: literal('parted'),
    room: string(),
    nick: string(),
    reason: optional(string()),
    at: At,
  }),
  quit: object({ ev: literal('quit'), nick: string(), reason: string(), at: At }),
  nick: object({ ev: literal('nick'), from: string(), to: string(), at: At }),
  count: object({ ev: literal('count'), room: string(), count: number(), at: At }),
  away: object({ ev: literal('away'), re: Re, nick: string(), text: string(), at: At }),
  back: object({ ev: literal('back'), nick: string(), at: At }),
  message: v.union([RoomMessage, PrivateMessage]),
  topic: TopicSet,
  history: object({
    ev: literal('history'),
    re: Re,
    room: optional(string()),
    log: optional(string()),
    with: optional(v.pipe(string(), v.description('the other person of a private log'))),
    events: v.pipe(array(Logged), v.description('oldest first')),
    more: More,
  }),
  lagged: object({
    ev: literal('lagged'),
    room: optional(string()),
    log: optional(string()),
    from: v.pipe(number(), v.description('first seq missed')),
    to: v.pipe(number(), v.description('last seq missed')),
  }),
  rooms: object({
    ev: literal('rooms'),
    re: Re,
    rooms: array(object({ room: string(), count: number(), topic: optional(string()) })),
    more: More,
  }),
  who: object({
    ev: literal('who'),
    re: Re,
    room: optional(string()),
    count: number(),
    people: array(object({ nick: string(), away: optional(string()) })),
    more: More,
  }),
  whois: object({
    ev: literal('whois'),
    re: Re,
    nick: string(),
    rooms: array(string()),
    more: More,
    away: optional(string()),
    since: v.pipe(string(), v.description('when the session began')),
    connected: v.pipe(v.boolean(), v.description('false while a lost connection may be resumed')),
  }),
  whoami: object({
    ev: literal('whoami'),
    re: Re,
    nick: string(),
    room: optional(v.pipe(string(), v.description('the current room: where bare lines are said'))),
    rooms: array(string()),
    away: optional(string()),
    bell: picklist(['on', 'off']),
    session: v.pipe(string(), v.description('the token for /resume')),
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
  motd: object({ ev: literal('motd'), re: Re, text: string() }),
  slowed: object({ ev: literal('slowed'), message: string() }),
  ping: object({ ev: literal('ping') }),
  bye: object({
    ev: literal('bye'),
    code: picklist(['quit', 'taken_over', 'shutdown', 'idle', 'too_many']),
    message: string(),
  }),
} as const;

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

export type EventOf<Name extends EventName> = {
  [K in Name]: v.InferOutput<(typeof events)[K]> & (K extends keyof Aside ? Aside[K] : unknown);
}[Name];

/** One thing that happened, in the server's vocabulary. */
export type Event = EventOf<EventName>;
/** An event with a `seq`: one that its log keeps. */
export type Logged = v.InferOutput<typeof Logged>;
export type Message = EventOf<'message'>;
export type MessageKind = v.InferOutput<typeof Kind>;
export type ByeCode = EventOf<'bye'>['code'];
