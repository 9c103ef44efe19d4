/** Deletes a room with all that was said in it. */
import { optional, required } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';

export const forget = command('forget', {
  elsewhere: 'destroy drop purge',
  arguments: [required('room', room), optional('confirm', room)],
  summary: 'delete a room for good',
  about:
    'Deletes ROOM and all that was said in it, for everybody and for good, and puts its members out. You have to name ROOM twice. Owners and operators of the server may do this.',
  examples: ['/forget #dev #dev', '/forget@t1 #dev #dev'],
  faults: ['no_such_room', 'not_allowed', 'banned', 'unconfirmed'],
  changes: true,
  reported: 'moderated',
  tells: '`forgotten` to those who are in the room',
  ok: '`room`',
  notes:
    'Search finds nothing of it from then on. A room that is opened under the name begins at 1.',
  played: 'governing',
  acknowledged: ({ room }) => `${room} is deleted, with all that was said in it.`,
});
