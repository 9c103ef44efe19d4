/** What is answered about accounts: their sessions, tokens and certificates. */
import * as v from 'valibot';
import { code, event, Re, text, whole } from './shapes.ts';

const { exactOptional: optional, string, number, array, literal, object } = v;

/** Answers about accounts, by name. */
export const accountAnswers = {
  account: event('account', 'the answer to `/account`', {
    re: Re,
    nick: text('who you are'),
    since: text('when it was registered, like `at`'),
    sessions: whole('on how many devices you are logged in, this one included'),
  }),
  sessions: event('sessions', 'the answer to `/sessions`', {
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
          bot: optional(string()),
        }),
      ),
      v.description(
        '`lost`: it waits for a /resume; `own`: the one that asks; `bot`: the name of its token',
      ),
    ),
  }),
  token: event('token', 'the answer to `/token new`: it is told once', {
    re: Re,
    name: text('what it is called'),
    nick: text('of which account it is'),
    token: text('a password for `/login` of that account; keep it secret'),
    until: text('when it ends unless it is used before, like `at`'),
  }),
  tokens: event('tokens', 'the answer to `/token`', {
    re: Re,
    tokens: array(
      object({
        name: string(),
        since: string(),
        until: string(),
        rooms: optional(array(string())),
        can: optional(code(['read', 'say'], 'absent where it may do what its owner may')),
      }),
    ),
  }),
  certificates: event('certificates', 'the answer to `/cert`', {
    re: Re,
    certificates: array(
      object({
        fingerprint: text('the SHA-256 of the certificate'),
        since: string(),
        own: optional(v.pipe(v.literal(true), v.description('this connection has shown it'))),
      }),
    ),
  }),
};
