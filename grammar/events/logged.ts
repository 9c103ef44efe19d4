/** The events that a log keeps: what was said in a room or in private, what became of it later, and what was done to a room. */
import * as v from 'valibot';
import { measureKinds } from '../measures.ts';
import { whomKinds } from '../names/whom.ts';
import { roles } from '../roles.ts';
import { settingNames } from '../settings.ts';
import { At, code, event, inBothForms, Room, text, whole } from './shapes.ts';

const { exactOptional: optional, string, picklist } = v;

const logged = {
  seq: whole('place in the log, from 1, without gaps'),
  at: At,
  from: text('the nick of whoever did it'),
};

/** What is done to an earlier message. */
const done = {
  ...logged,
  of: whole('the seq of the message that it is about'),
  of_from: text('the nick of whoever said that message'),
};

/** What is set about people. */
const about = {
  room: Room,
  ...logged,
  kind: code(whomKinds, 'who is meant: a person, an address or network, or a mask of nicks'),
  who: optional(text('the nick or mask; absent for an address')),
  until: optional(text('when it ends, like `at`; absent when it has no end')),
  reason: optional(string()),
};

/** How something is said: plainly, as an action, or as a notice that no bot answers. */
export const MessageKind = picklist(['say', 'action', 'notice']);

/** The events that a log keeps, by name. */
export const loggedEvents = {
  message: inBothForms('message', 'something was said, in a room or in private', {
    ...logged,
    kind: v.pipe(MessageKind, v.description('an action is "/me waves"')),
    text: text('what was said; may have several lines; empty when it was deleted'),
    of: optional(whole('a reply: the seq of the message that it answers')),
    of_from: optional(text('a reply: the nick of whoever said what it answers')),
    edited: optional(whole('the seq of the latest `edit`; the text is the one it gave')),
    deleted: optional(whole('the seq of the `delete` that took the text away')),
  }),
  topic: event('topic', "a room's topic was set or cleared", {
    room: Room,
    ...logged,
    text: text('empty when the topic was cleared'),
  }),
  role: event('role', 'somebody has another role in the room', {
    room: Room,
    ...logged,
    nick: text('whose role it is'),
    role: code(roles, 'what they are now: owner, op, voice or member'),
  }),
  setting: event('setting', 'somebody has set something about the room, or taken it back', {
    room: Room,
    ...logged,
    name: code(settingNames, 'the setting'),
    value: text('what it is now; "off" when it was taken back'),
  }),
  kicked: event(
    'kicked',
    'somebody was put out of the room: they have left it, also when it is you',
    {
      room: Room,
      ...logged,
      nick: text('who was put out'),
      reason: optional(string()),
    },
  ),
  renamed: event('renamed', 'the room has another name; the earlier ones lead to it', {
    room: Room,
    ...logged,
    was: text('what it was called before'),
  }),
  invited: event('invited', 'somebody was invited into the room', {
    room: Room,
    ...logged,
    nick: text('who may come in'),
    until: optional(text('when that ends, like `at`; absent when it has no end')),
  }),
  banned: event(
    'banned',
    'people are kept out of the room; a `kicked` follows for each who was in it',
    about,
  ),
  muted: event('muted', 'people in the room are kept quiet', about),
  allowed: event('allowed', 'bans and mutes of the room do not hit these people', about),
  lifted: event('lifted', 'a ban, a mute or an exception was taken back', {
    room: Room,
    ...logged,
    measure: code(measureKinds, 'what it was: "allow" is an exception'),
    of: whole('the seq of the event that set it'),
    kind: about.kind,
    who: about.who,
  }),
  lockdown: event('lockdown', 'an operator has locked the server down, or ended that', {
    room: Room,
    ...logged,
    state: code(['on', 'off'], 'with "on" only accounts may do anything'),
  }),
  announced: event('announced', 'an operator has told everybody something', {
    room: Room,
    ...logged,
    text: text('what was told'),
  }),
  edit: inBothForms('edit', 'somebody put another text in the place of what they had said', {
    ...done,
    text: optional(
      text('what it reads now; absent once a later edit or a deletion has replaced it'),
    ),
  }),
  delete: inBothForms('delete', 'somebody took back what they had said: its text is gone', {
    ...done,
    reason: optional(string()),
    count: optional(
      whole('of many that one act took away, the first: how many of one person there were'),
    ),
    with: optional(whole('of the others: the seq of the first one')),
  }),
  react: inBothForms('react', 'somebody reacted to a message', {
    ...done,
    emoji: text('what they react with'),
  }),
  unreact: inBothForms('unreact', 'somebody took a reaction back', {
    ...done,
    emoji: optional(text('what they take back; absent when it is all of theirs')),
  }),
} as const;

type AnyLogged = v.InferOutput<(typeof loggedEvents)[keyof typeof loggedEvents]>;

/** Any of them. */
export const Logged: v.GenericSchema<AnyLogged> = v.union(
  Object.values(loggedEvents).flatMap((each): v.GenericSchema<AnyLogged>[] =>
    'options' in each ? [...each.options] : [each],
  ),
);

/** What stands in the place of one whose author the reader ignores. */
export const Hidden = event(
  'hidden',
  'something was done by somebody whom you ignore: its place in the log',
  {
    room: optional(Room),
    log: optional(text('the private log')),
    seq: logged.seq,
    at: At,
  },
);

/** What `history` lists. */
export const Shown = v.union([Logged, Hidden]);
