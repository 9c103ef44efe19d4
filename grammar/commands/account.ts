/** Shows one's account, or ends it. */
import { endingAccount } from '../arguments/ending-account.ts';
import { command } from './command.ts';

export const account = command('account', {
  hides: true,
  arguments: [endingAccount],
  summary: 'show your account, or delete it',
  about:
    'Shows since when your nick is an account, and on how many devices you are logged in. With delete and its PASSWORD it deletes the account, on all devices: you leave your rooms, your roles pass on, and the nick is free. What you said stays, unless you add texts: then all of it is deleted, a few messages at a time, as by /delete. What you type can be seen on your screen.',
  examples: [
    '/account',
    '/account delete correct-horse-battery',
    '/account@t1 delete correct-horse-battery texts',
  ],
  faults: ['readable', 'no_account', 'wrong_password', 'too_many_tries'],
  changes: true,
  reported: 'account',
  tells: '`account`, unless it is deleted: then all of its sessions hear `bye`',
  ok: 'none',
  played: 'account-end',
  acknowledged: () => 'Your account is deleted.',
});
