/** The answers that hold a part of what logs keep: history, what a search found, and messages that call somebody. */
import * as v from 'valibot';
import { loggedEvents, Shown } from './logged.ts';
import { event, More, Re, Room, text } from './shapes.ts';

const { exactOptional: optional, array } = v;

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
  mentions: event('mentions', 'the answer to `/mentions`', {
    re: Re,
    events: v.pipe(array(loggedEvents.message), v.description('newest first')),
    more: More,
    next: optional(text('with `more`: the next `/mentions` goes on with it')),
  }),
} as const;
