/** Switches the current room, or shows it. */
import { optional } from '../arguments/argument.ts';
import { room as aRoom } from '../arguments/room.ts';
import { command } from './command.ts';

export const room = command('room', {
  elsewhere: 'channel chan switch goto go window win',
  arguments: [optional('room', aRoom)],
  summary: 'switch the current room, or show it',
  about:
    'Makes ROOM, which you have joined, the one in which your lines are said. Without ROOM it shows the current one: topic, members and the number of the last event.',
  examples: ['/room #tea', '/room'],
  faults: ['not_in_room'],
  changes: true,
  tells: 'without ROOM, `room`',
  ok: 'with ROOM, `room`; else none',
  played: 'rooms',
  current: { field: 'room', of: 'room', as: 'names' },
  acknowledged: ({ room }) =>
    room === undefined ? 'You are talking in no room now.' : `You are talking in ${room} now.`,
});
