/**
 * Everything that can be asked: the Command union, from one definition that also checks the commands of JSON clients
 * and becomes the JSON Schema. A command is the sum of its labelled arguments; the grammar makes the same objects.
 */
import * as v from 'valibot';
import { timeForm } from './time.ts';

/** A retry key: 1–32 characters; the answer to a tagged command carries it as `re`. */
export const Tag = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_.-]{1,32}$/),
  v.description('1 to 32 of A-Z a-z 0-9 _ . -, which comes back as "re"'),
);

/** A position in a log: 0 is before the first event. */
export const Seq = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(Number.MAX_SAFE_INTEGER),
  v.description('a position in a log; 0 is before its first event'),
);

/** How many rooms, and how many cursors, one command may list: as many as one can be in. */
export const LIST_LIMIT = 100;

const Room = v.pipe(v.string(), v.description('a room such as #dev'));
const Nick = v.pipe(v.string(), v.description('a nick such as ann'));
const Target = v.pipe(
  v.string(),
  v.description('a room such as #dev, a nick, or a private log such as @k3f9'),
);
const Text = v.pipe(v.string(), v.description('what to say'));
const Line = v.pipe(v.string(), v.description('one line of text'));
const Rooms = v.pipe(
  v.array(Room),
  v.minLength(1),
  v.maxLength(LIST_LIMIT),
  v.description(`a list of 1 to ${LIST_LIMIT} rooms such as ["#dev"]`),
);
const Cursors = v.pipe(
  v.record(v.string(), Seq),
  v.maxEntries(LIST_LIMIT),
  v.description(`per room or private log (at most ${LIST_LIMIT}) the last seq that has arrived`),
);

const Quiet = v.pipe(v.boolean(), v.description('true to enter without being announced'));

/** How many events one `/history` may ask for. */
export const HISTORY_LIMIT = 500;
/** How many events a page has when nobody says. */
export const HISTORY_DEFAULT = 50;

const Limit = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(HISTORY_LIMIT),
  v.description(`a number from 1 to ${HISTORY_LIMIT}`),
);

/** How many messages one `/search` may ask for. */
export const SEARCH_LIMIT = 100;

const Found = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(SEARCH_LIMIT),
  v.description(`a number from 1 to ${SEARCH_LIMIT}`),
);

const Place = v.pipe(
  v.string(),
  v.description('a room such as #dev, or a private log such as @k3f9; left out, the current room'),
);

const Emoji = v.pipe(v.string(), v.description('an emoji or a short word such as +1'));

const Position = v.pipe(
  Seq,
  v.minValue(1),
  v.description('the seq of a message; left out, it is the last one'),
);

/** Where a search goes on: made by the server, understood by nobody else. */
export const cursorForm = /^[0-9a-z]{1,12}$/;

const Cursor = v.pipe(
  v.string(),
  v.regex(cursorForm),
  v.description('the `next` of the `search` before'),
);

const Time = v.pipe(
  v.string(),
  v.regex(timeForm),
  v.description(
    'how long ago, such as 2h, or a day or moment such as 2026-11-20 or 2026-11-20T18:00+09:00 (UTC without an offset)',
  ),
);

const { exactOptional: optional } = v;

/** The arguments of each command, by name. Every command may carry a `tag` besides. */
export const commands = {
  say: v.object({ text: Text }),
  nick: v.object({ nick: Nick }),
  join: v.object({
    rooms: Rooms,
    cursors: optional(Cursors),
    quiet: optional(Quiet),
  }),
  part: v.object({
    rooms: optional(Rooms),
    reason: optional(Line),
  }),
  room: v.object({ room: optional(Room) }),
  msg: v.object({ to: Target, text: Text }),
  me: v.object({ room: optional(Room), text: Text }),
  notice: v.object({ to: Target, text: Text }),
  topic: v.object({ room: optional(Room), text: optional(Line) }),
  names: v.object({ room: optional(Room) }),
  rooms: v.object({ matching: optional(Line) }),
  who: v.object({ room: optional(Room) }),
  whois: v.object({ nick: Nick }),
  whoami: v.object({}),
  away: v.object({ text: optional(Line) }),
  back: v.object({}),
  bell: v.object({
    state: v.pipe(v.picklist(['on', 'off']), v.description('"on" or "off"')),
  }),
  history: v.object({
    target: optional(Target),
    before: optional(Seq),
    after: optional(Seq),
    around: optional(Seq),
    since: optional(Time),
    limit: optional(Limit),
  }),
  search: v.object({
    words: v.pipe(v.string(), v.description('the words to look for')),
    in: optional(Target),
    from: optional(Nick),
    before: optional(Time),
    after: optional(Time),
    next: optional(Cursor),
    limit: optional(Found),
  }),
  reply: v.object({ target: optional(Place), seq: optional(Position), text: Text }),
  edit: v.object({ target: optional(Place), seq: optional(Position), text: Text }),
  delete: v.object({ target: optional(Place), seq: optional(Position), reason: optional(Line) }),
  react: v.object({ target: optional(Place), seq: optional(Position), emoji: Emoji }),
  unreact: v.object({
    target: optional(Place),
    seq: optional(Position),
    emoji: optional(Emoji),
  }),
  typing: v.object({ target: optional(Target) }),
  ping: v.object({}),
  format: v.object({
    format: v.pipe(v.picklist(['plain', 'json']), v.description('"plain" or "json"')),
  }),
  resume: v.object({
    token: v.pipe(v.string(), v.description('the session of a welcome')),
    cursors: optional(Cursors),
  }),
  help: v.object({ about: optional(v.pipe(v.string(), v.description("a command's name"))) }),
  motd: v.object({}),
  quit: v.object({ reason: optional(Line) }),
} as const;

/** A command's name: what follows the `/`, in its full form. */
export type CommandName = keyof typeof commands;

/** The command of one name. */
export type CommandOf<Name extends CommandName> = {
  [K in Name]: { cmd: K; tag?: string } & v.InferOutput<(typeof commands)[K]>;
}[Name];

/** How a connection speaks. */
export type Format = CommandOf<'format'>['format'];

/** One line of a client, understood. */
export type Command = CommandOf<CommandName>;

/** A command about a message that was said before. */
export type Living = CommandOf<'reply' | 'edit' | 'delete' | 'react' | 'unreact'>;

export const isLiving = (command: Command): command is Living =>
  ['reply', 'edit', 'delete', 'react', 'unreact'].includes(command.cmd);
