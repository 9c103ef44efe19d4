/** What a log keeps: what was said in a room or in private, what became of it later, and topics. */
import * as v from 'valibot';
import { roles } from './roles.ts';
import { settingNames } from './settings.ts';
import { At, bothForms, code, Room, text, whole } from './shapes.ts';

const { exactOptional: optional, string, literal, object, picklist } = v;

const logged = {
  seq: whole('place in the log, from 1, without gaps'),
  at: At,
  from: text('the nick of whoever did it'),
};

export const MessageKind = picklist(['say', 'action', 'notice']);

export const Message = bothForms('message', {
  ...logged,
  kind: v.pipe(MessageKind, v.description('an action is "/me waves"')),
  text: text('what was said; may have several lines; empty when it was deleted'),
  of: optional(whole('a reply: the seq of the message that it answers')),
  of_from: optional(text('a reply: the nick of whoever said what it answers')),
  edited: optional(whole('the seq of the latest `edit`; the text is the one it gave')),
  deleted: optional(whole('the seq of the `delete` that took the text away')),
});

/** What is done to an earlier message. */
const done = {
  ...logged,
  of: whole('the seq of the message that it is about'),
  of_from: text('the nick of whoever said that message'),
};

export const Edit = bothForms('edit', {
  ...done,
  text: optional(text('what it reads now; absent once a later edit or a deletion has replaced it')),
});

export const Delete = bothForms('delete', { ...done, reason: optional(string()) });

export const React = bothForms('react', { ...done, emoji: text('what they react with') });

export const Unreact = bothForms('unreact', {
  ...done,
  emoji: optional(text('what they take back; absent when it is all of theirs')),
});

export const Topic = object({
  ev: literal('topic'),
  room: Room,
  ...logged,
  text: text('empty when the topic was cleared'),
});

export const RoleGiven = object({
  ev: literal('role'),
  room: Room,
  ...logged,
  nick: text('whose role it is'),
  role: code(roles, 'what they are now: owner, op, voice or member'),
});

export const Setting = object({
  ev: literal('setting'),
  room: Room,
  ...logged,
  name: code(settingNames, 'the setting'),
  value: text('what it is now; "off" when it was taken back'),
});

export const Kicked = object({
  ev: literal('kicked'),
  room: Room,
  ...logged,
  nick: text('who was put out'),
  reason: optional(string()),
});

export const Invited = object({
  ev: literal('invited'),
  room: Room,
  ...logged,
  nick: text('who may come in'),
});

/** Any of them: what `history` lists. */
export const Logged = v.union([
  ...Message.options,
  ...Edit.options,
  ...Delete.options,
  ...React.options,
  ...Unreact.options,
  Topic,
  RoleGiven,
  Setting,
  Kicked,
  Invited,
]);
