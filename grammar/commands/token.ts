/** Makes tokens for bots, lists them, and revokes them. */
import { tokens } from '../arguments/tokens.ts';
import { command } from './command.ts';

export const token = command('token', {
  elsewhere: 'apikey bot',
  arguments: [tokens],
  summary: 'let a bot be you, within limits',
  about:
    'With new NAME it makes a token and shows it once. /login NICK TOKEN then makes a session of your account, without the password. The token ends when you revoke it, or when nobody has logged in with it for 90 days. With rooms= such a session hears and does nothing outside those rooms. With can=read it only reads, with can=say it also talks. No such session can change your account. When all sessions of an account are such, it is marked as a bot. Without anything, or with list, it shows your tokens. Give a bot an account of its own.',
  examples: [
    '/token',
    '/token new builds rooms=#builds can=say',
    '/token@t1 new watcher can=read',
    '/token revoke builds',
  ],
  faults: ['readable', 'no_account', 'token_exists', 'too_many_tokens', 'no_such_token'],
  changes: true,
  reported: 'account',
  tells:
    'with `new`, `token`; without anything, `tokens`; who has a session of one that is revoked hears `bye`',
  ok: 'none',
  notes:
    'Of the token only a hash is kept. Where the answer to `new` is lost, so is the token: revoke it.',
  played: 'bots',
  acknowledged: () => 'Done: /token list shows them.',
});
