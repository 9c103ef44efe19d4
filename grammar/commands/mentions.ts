/** Shows who has called one. */
import { cursor } from '../arguments/cursor.ts';
import { options } from '../arguments/options.ts';
import { limit } from '../arguments/seq.ts';
import { command } from './command.ts';

/** At most so many messages are shown at a time. */
const MAX_MENTIONS_SHOWN = 100;

export const mentions = command('mentions', {
  elsewhere: 'highlights pings',
  arguments: [
    options({
      next: cursor,
      limit: limit('found', MAX_MENTIONS_SHOWN, '20', 'how many messages; 20 when left out'),
    }),
  ],
  summary: 'show where you were called',
  about:
    'Shows the messages that call you by your nick, in all of your rooms, the newest first and at most N of them (20, or 1 to 100). With next=CURSOR it goes on behind the last answer. Only an account has it.',
  examples: ['/mentions', '/mentions limit=5', '/mentions@t1 next=3f9 limit=50'],
  faults: ['no_account', 'store_unavailable'],
  tells: '`mentions`',
  ok: 'none',
  notes:
    'Whom a message calls is decided when it is said, and again when it is edited: the accounts in the room whose nick stands in it as a word.',
  played: 'mentions',
});
