/** The events that tell who comes, goes, types and asks: told live to those whom they concern, and not kept. */
import * as v from 'valibot';
import { At, Away, event, inBothForms, Re, Role, Room, text, whole } from './shapes.ts';

const { exactOptional: optional, literal } = v;

/** Presence, by name. */
export const presenceEvents = {
  joined: event('joined', 'somebody entered a room', {
    room: Room,
    nick: text('who'),
    role: optional(Role),
    away: optional(literal(true)),
    bot: optional(literal(true)),
    at: At,
  }),
  parted: event('parted', 'somebody left a room', {
    room: Room,
    nick: text('who'),
    reason: optional(text('what they said about it')),
    at: At,
  }),
  quit: event('quit', 'somebody with whom you share a room or a private log left the server', {
    nick: text('who'),
    reason: text('what they said about it, or what happened; may be empty'),
    at: At,
  }),
  nick: event(
    'nick',
    'you have another nick, or somebody with whom you share a room or a private log',
    {
      from: text('the old nick'),
      to: text('the new one'),
      at: At,
    },
  ),
  count: event('count', 'how many people a big room has now, instead of who came and went', {
    room: Room,
    count: whole('how many members'),
    at: At,
  }),
  away: event(
    'away',
    'somebody with whom you share a room or a private log went away, or somebody to whom you wrote in private is away',
    { re: Re, nick: text('who'), text: Away, at: At },
  ),
  absent: event(
    'absent',
    'an account to which you wrote in private is offline: it will find what you wrote',
    {
      re: Re,
      nick: text('who'),
      seen: optional(text('when they were here last, like `at`')),
      at: At,
    },
  ),
  back: event('back', 'somebody with whom you share a room or a private log is back', {
    nick: text('who'),
    at: At,
  }),
  invitation: event(
    'invitation',
    'somebody invites you into a room; told to you alone, and not kept',
    {
      room: Room,
      from: text('the nick of whoever invites you'),
      until: optional(text('when that ends, like `at`; absent when it has no end')),
      at: At,
    },
  ),
  welcomed: event(
    'welcomed',
    'what a room tells whoever comes in, told to you alone behind its `room`, and not kept',
    {
      room: Room,
      from: text('the nick of whoever has set it'),
      text: text('one line'),
      at: At,
    },
  ),
  forgotten: event(
    'forgotten',
    'the room is deleted with all that was said in it, and you are out of it: told to its members, and not kept',
    { room: Room, from: text('the nick of whoever has deleted it'), at: At },
  ),
  knocked: event(
    'knocked',
    'somebody asks to be let into a room; told to its ops and owners who are here, and not kept',
    {
      room: Room,
      nick: text('who'),
      text: optional(text('what they say')),
      at: At,
    },
  ),
  inherited: event(
    'inherited',
    'the last owner of the room is gone, and its oldest op owns it now',
    {
      room: Room,
      nick: text('who owns it now'),
      at: At,
    },
  ),
  announcement: event('announcement', 'an operator tells this to everybody who is here', {
    from: text('the nick of the operator'),
    text: text('what they say'),
    at: At,
  }),
  typing: inBothForms(
    'typing',
    'somebody is writing something; told to those who are there, and never kept',
    { nick: text('who'), at: At },
  ),
} as const;
