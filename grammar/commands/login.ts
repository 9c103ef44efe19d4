/** Makes a session one of an account's. */
import { optional, required } from '../arguments/argument.ts';
import { unquotedNick } from '../arguments/nick.ts';
import { noBlanks, password } from '../arguments/password.ts';
import { command } from './command.ts';

export const login = command('login', {
  elsewhere: 'identify auth authenticate signin logon nickserv ns oper',
  arguments: [required('nick', unquotedNick), optional('password', password)],
  summary: 'be the person of an account',
  about:
    'Makes this session one of the account\'s. An account may have several sessions, one for each device: all of them are one person, with one nick, in the same rooms and private conversations. You keep the rooms and the roles that you have as a guest. It shows the private messages that you have not read, and counts what is unread elsewhere. Your screen shows what you type. A shell can ask for the password unseen, and go on with nc: { read -rsp Password: P; echo "/login ann $P"; cat; } | nc HOST PORT. Without a PASSWORD, the certificate that this connection has shown counts: see /cert. From then on the token for /resume is another one, which /whoami shows.',
  examples: [
    '/login ann correct-horse-battery',
    '/login@t1 ann correct-horse-battery',
    '/login ann',
  ],
  faults: [
    'readable',
    'wrong_password',
    'no_certificate',
    'wrong_certificate',
    'too_many_tries',
    'too_many_rooms',
    'too_many_sessions',
    'too_soon',
    'banned',
  ],
  changes: true,
  reported: 'account',
  tells:
    '`nick`, for each room a `room` without `re`, and what is not read of private logs, at most 100 events of each; behind the `ok`, `unread` if there is something',
  ok: '`nick`, `room`, `rooms`, `logs`, as of a `/resume`; `session`, the token for the next `/resume`',
  notes:
    'The guest that you were quits, and its private logs with it; others hear `joined` where the account was not before. An account that nobody knows is refused like a wrong password, and as late. After some wrong passwords, for one account or from one address, the next is taken only after a while, which doubles up to a minute; where the account is logged in, or was within the hour, guesses from elsewhere keep nobody waiting. When its last session is over, an account stays in its rooms, and is back in them with the next `/login`.',
  played: 'accounts',
  otherwise: noBlanks,
  acknowledged: ({ nick, rooms = [] }) =>
    `You are ${nick}${rooms.length === 0 ? '' : `, in ${rooms.join(', ')}`}.`,
});
