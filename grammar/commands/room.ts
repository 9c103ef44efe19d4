/** Switches the current room, shows it, or makes a private one. */
import { making } from '../arguments/making.ts';
import { command } from './command.ts';

export const room = command('room', {
  elsewhere: 'channel chan switch goto go window win',
  arguments: [making],
  summary: 'switch the current room, show it, or make a private one',
  about:
    'Makes ROOM, which you have joined, the one in which your lines are said. Without ROOM it shows the current one: topic, members and the number of the last event. With new it makes ROOM, which is secret and invite-only from the beginning, and invites each NICK; you own it.',
  examples: ['/room #tea', '/room', '/room new #us private', '/room@t1 new #us private bob,cy'],
  faults: [
    'not_in_room',
    'room_taken',
    'being_forgotten',
    'no_such_nick',
    'too_many_rooms',
    'server_full',
    'too_many_made',
    'too_soon',
    'too_many_tries',
  ],
  changes: true,
  tells: 'without ROOM, `room`; with new, `room` and an `invited` for each',
  ok: 'with ROOM, `room`; with new, `seq`, too; else none',
  played: 'rooms',
  current: { field: 'room', of: 'room', as: 'names' },
  acknowledged: ({ room }) =>
    room === undefined ? 'You are talking in no room now.' : `You are talking in ${room} now.`,
});
