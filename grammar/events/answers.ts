/** The events that answer a question. Only who asked gets them. */
import * as v from 'valibot';
import { levels } from '../preferences.ts';
import { settingNames } from '../settings.ts';
import { accountAnswers } from './account-answers.ts';
import { pageEvents } from './pages.ts';
import {
  Away,
  Bell,
  Count,
  code,
  event,
  More,
  Privacy,
  Re,
  Room,
  text,
  texts,
  whole,
} from './shapes.ts';
import { staffAnswers } from './staff-answers.ts';

const { exactOptional: optional, string, number, array, literal, object } = v;

/** The answers, by name. */
export const answerEvents = {
  ok: event('ok', 'a tagged command, or `/ping`, was done; with what it produced', {
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
    session: optional(text('the token for the next /resume; keep it secret')),
    bell: optional(Bell),
    privacy: optional(Privacy),
  }),
  ...pageEvents,
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
  notify: event(
    'notify',
    'what you have chosen with `/notify`: when you ask, and when it changes',
    {
      re: Re,
      levels: v.pipe(
        array(
          object({
            room: optional(string()),
            level: code(levels, 'what'),
            until: optional(string()),
          }),
        ),
        v.description('the first without a room: for all rooms that have no choice of their own'),
      ),
    },
  ),
  rooms: event('rooms', 'the answer to `/rooms`', {
    re: Re,
    rooms: v.pipe(
      array(object({ room: string(), count: number(), topic: optional(string()) })),
      v.description('the fullest first'),
    ),
    more: More,
  }),
  who: event('who', 'the answer to `/who`', {
    re: Re,
    room: optional(text('absent when it is about the whole server')),
    count: Count,
    people: v.pipe(
      array(object({ nick: string(), away: optional(string()), offline: optional(literal(true)) })),
      v.description('`away` is the away message'),
    ),
    more: More,
  }),
  whois: event('whois', 'the answer to `/whois`', {
    re: Re,
    nick: text('who'),
    rooms: texts('where they are'),
    more: More,
    away: optional(Away),
    since: text('when the session began, like `at`'),
    connected: v.pipe(v.boolean(), v.description('false while a lost connection may be resumed')),
    offline: optional(
      v.pipe(literal(true), v.description('an account on which nobody is logged in')),
    ),
    bot: optional(v.pipe(literal(true), v.description('all of their sessions are bots'))),
    seen: optional(text('of one who is offline: when they were here last, like `at`')),
  }),
  whoami: event('whoami', 'the answer to `/whoami`', {
    re: Re,
    nick: text('who you are'),
    room: optional(text('the current room: where bare lines are said')),
    rooms: texts('where you are'),
    away: optional(Away),
    bell: Bell,
    privacy: optional(Privacy),
    session: text('the token for /resume'),
  }),
  ignored: event(
    'ignored',
    'whom you ignore: the answer to `/ignore`, and told when that has changed',
    {
      re: Re,
      people: texts('the nicks of those whom you ignore'),
    },
  ),
  settings: event('settings', 'the answer to `/set`', {
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
  ...staffAnswers,
  ...accountAnswers,
  stats: event('stats', 'the answer to `/stats`', {
    re: Re,
    people: whole('who are here'),
    sessions: whole('theirs, lost ones included'),
    lost: whole('sessions that wait for a /resume'),
    accounts: whole('also of those who are not here'),
    rooms: whole('rooms'),
    privates: whole('private logs'),
    codes: whole('invitations that may still be used'),
    lockdown: v.pipe(v.boolean(), v.description('only accounts may do anything')),
  }),
  rehashed: event('rehashed', 'the answer to `/rehash`: the configuration was read again', {
    re: Re,
    changed: texts('the options that have another value from now on'),
    restart: texts('those that get theirs when the server is started again'),
  }),
  help: event('help', 'the answer to `/help`', {
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
  motd: event(
    'motd',
    'the message of the day: after a `welcome` if there is one, and the answer to `/motd`',
    { re: Re, text: text('may have several lines') },
  ),
} as const;

/** What an `ok` reports of the command that was done. */
export type Outcome = Omit<v.InferOutput<typeof answerEvents.ok>, 'ev' | 're'>;
