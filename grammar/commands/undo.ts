/** Takes back what staff did. */
import { optional, required } from '../arguments/argument.ts';
import { roomOrServer } from '../arguments/room-or-server.ts';
import { seq } from '../arguments/seq.ts';
import { command } from './command.ts';
import { ofServer } from './family.ts';

export const undo = command('undo', {
  elsewhere: 'revert rollback',
  arguments: [
    optional('room', roomOrServer),
    required('act', seq('the number of what is taken back, as /audit shows it')),
  ],
  summary: 'take back what staff did in a room',
  about:
    'Takes back the act with this number in ROOM, or in the current room. A ban, a mute or an exception ends; the end of one is undone, too, and it holds again. A role or a setting is what it was before, unless somebody has changed it since. Somebody who was put out is invited. A deleted text never comes back. An undo needs the same role as the opposite command, and is an act itself. The last 100 acts of a room can be taken back. With * in the place of ROOM operators take back what was done to the whole server.',
  examples: ['/undo 41', '/undo@t1 #dev 41', '/undo * 3'],
  faults: [
    'not_undoable',
    'not_allowed',
    'operators_only',
    'banned',
    'muted',
    'already_there',
    'is_banned',
    'only_owner',
    'too_many_roles',
    'too_many_hit',
    'too_many_measures',
  ],
  changes: true,
  tells:
    'the event of the opposite: `lifted`, `role`, `setting`, `invited`, `banned`, `muted`, `allowed` or `lockdown`',
  ok: '`room` and `seq`',
  played: 'audit',
  acknowledged: ofServer,
  current: { field: 'room', of: 'room', members: true },
});
