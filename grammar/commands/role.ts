/** Gives somebody a role in a room. */
import { optional, required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { role as aRole } from '../arguments/role.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';
import { aboutRole } from './family.ts';

export const role = command('role', {
  elsewhere: 'mode access flags promote demote rank',
  arguments: [optional('room', room), required('nick', nick), required('role', aRole)],
  summary: 'give somebody a role in a room',
  about:
    'Makes NICK owner, op, voice or member of ROOM, or of the current room. Who opens a room owns it. Owners give every role, ops give and take voice; everybody may step down, but for the only owner. A role is kept for as long as the person is on the server; a room whose last owner has gone belongs to its oldest op.',
  examples: ['/role bob op', '/role #dev bob owner', '/role@t1 bob member'],
  ...aboutRole('only_owner', 'too_many_roles'),
});
