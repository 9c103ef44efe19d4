/** Shows who is in a room. */
import { optional } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { flag } from '../arguments/word.ts';
import { command } from './command.ts';

export const names = command('names', {
  elsewhere: 'members',
  arguments: [optional('room', room), flag('all', 'true to list those who are offline, too')],
  summary: 'show who is in a room',
  about:
    'Shows ROOM, or the current room: its topic and its members. With all it also shows the accounts that are in it and not logged in.',
  examples: ['/names', '/names #dev', '/names #dev all'],
  tells: '`room`',
  ok: 'none',
  played: 'asking',
  current: { field: 'room', of: 'room' },
});
