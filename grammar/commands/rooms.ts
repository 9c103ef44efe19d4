/** Lists the rooms. */
import { optional } from '../arguments/argument.ts';
import { matching } from '../arguments/text.ts';
import { command } from './command.ts';

export const rooms = command('rooms', {
  short: ['list'],
  elsewhere: 'channels chans chanlist ls',
  arguments: [optional('matching', matching)],
  summary: 'list the rooms',
  about:
    'Lists the rooms that have MATCHING in their names or topics, or all, with how many people are in each.',
  examples: ['/rooms', '/list', '/rooms dev'],
  tells: '`rooms`',
  ok: 'none',
  notes:
    'At most 500 rooms are listed, fewer when a line would grow too long; then `more` is true.',
  played: 'asking',
});
