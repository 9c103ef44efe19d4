/** The answers that hold a part of what logs keep: pages of messages, newest or oldest first, and what is unread. */
import * as v from 'valibot';
import { loggedEvents, Shown } from './logged.ts';
import { event, More, Re, Room, text } from './shapes.ts';

const { exactOptional: optional, string, number, array, literal, object } = v;

/** Pages, by name. */
export const pageEvents = {
  search: event('search', 'the answer to `/search`', {
    re: Re,
    words: text('what was looked for'),
    events: v.pipe(array(loggedEvents.message), v.description('newest first')),
    more: More,
    next: optional(text('with `more`: the next `/search` of the same goes on with it')),
  }),
  history: event('history', 'the answer to `/history`', {
    re: Re,
    room: optional(Room),
    log: optional(text('the private log')),
    with: optional(text('the other person of a private log: an account, or a guest who is here')),
    events: v.pipe(array(Shown), v.description('what the log keeps, oldest first')),
    more: More,
  }),
  unread: event(
    'unread',
    'the answer to `/unread`; after a `/login` told without being asked for, if there is something',
    {
      re: Re,
      logs: v.pipe(
        array(
          object({
            room: optional(string()),
            log: optional(string()),
            with: optional(string()),
            read: number(),
            unread: number(),
            mentions: optional(number()),
            more: optional(literal(true)),
          }),
        ),
        v.description(
          'of each room or private log with something unread, how far it is `read`; `mentions` is absent for none; with `more` there is more than was counted',
        ),
      ),
      more: More,
    },
  ),
  mentions: event('mentions', 'the answer to `/mentions`', {
    re: Re,
    events: v.pipe(array(loggedEvents.message), v.description('newest first')),
    more: More,
    next: optional(text('with `more`: the next `/mentions` goes on with it')),
  }),
} as const;
