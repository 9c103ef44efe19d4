/** Makes an account of a nick. */
import { required } from '../arguments/argument.ts';
import { code } from '../arguments/invite-code.ts';
import { options } from '../arguments/options.ts';
import { noBlanks, password } from '../arguments/password.ts';
import { command } from './command.ts';

export const register = command('register', {
  elsewhere: 'signup',
  arguments: [required('password', password), options({ invite: code })],
  summary: 'keep your nick as an account',
  about:
    'Makes an account of your nick: nobody else can take it from now on, nor one that looks like it, also while you are not here. /login NICK PASSWORD makes you that person again, on each of your devices. With --registration code the server wants a CODE, which whoever runs it gives away. What you type can be seen on your screen.',
  examples: [
    '/register correct-horse-battery',
    '/register correct-horse-battery invite=k3yt0k3nk3yt0k3n',
  ],
  faults: [
    'readable',
    'guest_nick',
    'registration_closed',
    'code_needed',
    'has_account',
    'too_many_tries',
    'too_many_accounts',
  ],
  changes: true,
  reported: 'account',
  ok: '`nick`',
  notes:
    "Who you are stays what it was: your rooms, private logs and messages are the account's. The password is hashed with Argon2id before it is looked at, and kept as that alone.",
  played: 'accounts',
  otherwise: noBlanks,
  acknowledged: ({ nick = '' }) =>
    `${nick} is an account now. On another device, or later: /login ${nick} PASSWORD.`,
});
