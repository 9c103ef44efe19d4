/** Shows who one is. */
import { command } from './command.ts';

export const whoami = command('whoami', {
  elsewhere: 'session status',
  arguments: [],
  summary: 'show who you are',
  about:
    'Shows your nick, your rooms, which of them is current, and the session token for /resume.',
  examples: ['/whoami', '/whoami@t1'],
  tells: '`whoami`',
  ok: 'none',
  played: 'asking',
});
