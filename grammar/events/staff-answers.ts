/** What staff are answered: bans, reports, their acts, and whom an act would hit; and what a refusal says again. */
import * as v from 'valibot';
import { faultCodes } from '../faults.ts';
import { measureKinds } from '../measures.ts';
import { whomKinds } from '../names/whom.ts';
import { Logged } from './logged.ts';
import { Count, code, event, More, Re, Room, text, texts, whole } from './shapes.ts';

const { exactOptional: optional, string, number, array, object } = v;

/** Answers to staff, by name. */
export const staffAnswers = {
  bans: event('bans', 'the answer to `/bans`', {
    re: Re,
    room: Room,
    bans: v.pipe(
      array(
        object({
          seq: number(),
          does: code(measureKinds, 'what it does'),
          kind: code(whomKinds, 'who is meant'),
          who: optional(string()),
          from: string(),
          at: string(),
          until: optional(string()),
          reason: optional(string()),
        }),
      ),
      v.description('the oldest first; `who` is the nick or mask, and to staff also the address'),
    ),
    more: More,
  }),
  reports: event('reports', 'the answer to `/reports`', {
    re: Re,
    room: Room,
    reports: v.pipe(
      array(
        object({
          number: number(),
          room: string(),
          seq: number(),
          of_from: string(),
          from: string(),
          at: string(),
          reason: optional(string()),
        }),
      ),
      v.description(
        'the oldest first: `seq` and `of_from` are of the message, `from` has reported it',
      ),
    ),
    more: More,
  }),
  audit: event('audit', 'the answer to `/audit`', {
    re: Re,
    room: Room,
    events: v.pipe(array(Logged), v.description('the acts, oldest first')),
    next: optional(whole('there may be more: `/audit` with `before` this number goes on')),
  }),
  why: event('why', 'the answer to `/why`', {
    re: Re,
    code: optional(code(faultCodes, 'of what was refused last; absent when nothing was')),
    message: optional(text('the sentence')),
  }),
  hits: event('hits', 'the answer to a `/ban`, `/mute` or `/allow` with ?', {
    re: Re,
    room: Room,
    does: code(measureKinds, 'what it would do'),
    who: text('as it was typed'),
    count: Count,
    people: texts('the members whom it would hit'),
    more: More,
    spared: optional(texts('the ops and owners whom it would hit if they were not')),
  }),
};
