/** What is answered about accounts in words: sessions, tokens, certificates. */
import type { EventOf } from '../events.ts';
import { type AnswerLine, entry, fact, item, type TimeInWords } from './answer-lines.ts';
import { noted, plural } from './phrases.ts';

/** An account, and on how many devices it is. */
export const account = ({ nick, since, sessions: count }: EventOf<'account'>, time: TimeInWords) =>
  fact(`${nick} is an account since ${time(since)}, logged in on ${plural(count, 'device')}`);

/** The devices of an account. */
export const sessions = ({ sessions: all }: EventOf<'sessions'>, time: TimeInWords) => [
  fact(`You are logged in on ${plural(all.length, 'device')}`),
  ...all.map(({ device, address, format, since, heard, lost, own, bot }) => {
    const where = [address, format].filter(Boolean).join(', ') || 'from before the restart';
    const times = `since ${time(since)}, last heard ${time(heard)}`;
    return item(
      noted(
        `${device}: ${where}, ${times}`,
        bot && `bot ${bot}`,
        own && 'this one',
        lost && 'connection lost',
      ),
    );
  }),
];

/** A token that was made, shown once. */
export const token = ({ name, nick, token: secret, until }: EventOf<'token'>, time: TimeInWords) =>
  secret === ''
    ? [fact(`The token ${name} was made, and its answer lost: /token revoke ${name}`)]
    : [
        fact(
          `The token ${name}, shown only now; it ends ${time(until)} if nobody logs in with it before`,
        ),
        item(secret),
        fact(`A bot gives it as a password: /login ${nick} TOKEN`),
      ];

/** The tokens of an account. */
export function tokens({ tokens: all }: EventOf<'tokens'>, time: TimeInWords): AnswerLine[] {
  const about = ({ until, rooms = [], can }: (typeof all)[number]): string =>
    noted(`until ${time(until)}`, can && `can=${can}`, rooms.length > 0 && `rooms=${rooms.join()}`);
  return [
    fact(`You have ${plural(all.length, 'token')}`),
    ...all.map((each) => entry(each.name, about(each))),
  ];
}

/** The certificates that log in to an account. */
export function certificates(
  { certificates: all }: EventOf<'certificates'>,
  time: TimeInWords,
): AnswerLine[] {
  return [
    fact(`You have ${plural(all.length, 'certificate')} to log in with`),
    ...all.map(({ fingerprint, since, own }) =>
      entry(fingerprint, noted(`since ${time(since)}`, own && 'this connection')),
    ),
  ];
}
