/** Changes the password of an account. */
import { required } from '../arguments/argument.ts';
import { noBlanks, password as secret } from '../arguments/password.ts';
import { command } from './command.ts';

export const password = command('password', {
  elsewhere: 'passwd pw',
  arguments: [
    required('old', { ...secret, usage: 'OLD' }),
    required('new', { ...secret, usage: 'NEW' }),
  ],
  summary: "change your account's password",
  about:
    'Puts a NEW password in the place of the OLD one. All of your devices stay logged in. What you type can be seen on your screen.',
  examples: ['/password correct-horse-battery staple-and-more'],
  faults: ['readable', 'no_account', 'wrong_password', 'too_many_tries'],
  changes: true,
  reported: 'account',
  ok: 'none',
  played: 'accounts',
  otherwise: noBlanks,
  acknowledged: () => 'Your password is the new one now.',
});
