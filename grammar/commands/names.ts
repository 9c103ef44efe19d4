/** Shows who is in a room. */
import { optional } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';

export const names = command('names', {
  elsewhere: 'members',
  arguments: [optional('room', room)],
  summary: 'show who is in a room',
  about: 'Shows ROOM, or the current room: its topic and its members.',
  examples: ['/names', '/names #dev'],
  tells: '`room`',
  ok: 'none',
  played: 'asking',
  current: { field: 'room', of: 'room' },
});
