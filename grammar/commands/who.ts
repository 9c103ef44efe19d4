/** Lists the people. */
import { optional } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { shown } from '../quote.ts';
import { command } from './command.ts';

export const who = command('who', {
  short: ['w'],
  elsewhere: 'users userlist online people everyone',
  arguments: [optional('room', room)],
  summary: 'list the people',
  about: 'Lists the people on the server, or in ROOM, and who of them is away.',
  examples: ['/who', '/w #dev'],
  faults: ['no_such_room'],
  tells: '`who`',
  ok: 'none',
  notes:
    'At most 500 people are listed, fewer when a line would grow too long; then `more` is true. `count` is always exact.',
  played: 'asking',
  otherwise: ({ word }) =>
    word.startsWith('#') ? undefined : `For a person type /whois ${shown(word)}.`,
});
