/** Shows one's account. */
import { command } from './command.ts';

export const account = command('account', {
  hides: true,
  arguments: [],
  summary: 'show your account',
  about: 'Shows since when your nick is an account, and on how many devices you are logged in.',
  examples: ['/account'],
  faults: ['no_account'],
  tells: '`account`',
  ok: 'none',
  played: 'accounts',
});
