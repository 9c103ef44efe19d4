/** Lists the people. */
import { optional } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { flag } from '../arguments/word.ts';
import { shown } from '../reading/quote.ts';
import { command } from './command.ts';

export const who = command('who', {
  short: ['w'],
  elsewhere: 'users userlist online people everyone',
  arguments: [optional('room', room), flag('all', 'true to list those who are offline, too')],
  summary: 'list the people',
  about:
    'Lists the people on the server, or in ROOM, and who of them is away. With all, also the accounts that are in ROOM, or in the current room, and not logged in.',
  examples: ['/who', '/w #dev', '/who #dev all'],
  faults: ['no_such_room', 'no_current_room'],
  tells: '`who`',
  ok: 'none',
  notes:
    'At most 500 people are listed, fewer when a line would grow too long; then `more` is true. `count` is always exact, and of those who are here.',
  played: 'asking',
  otherwise: ({ word }) =>
    word.startsWith('#') ? undefined : `For a person type /whois ${shown(word)}.`,
});
