/** Makes somebody an op. */
import { optional, required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';
import { aboutRole } from './family.ts';

export const op = command('op', {
  arguments: [optional('room', room), required('nick', nick)],
  summary: 'make somebody an op of a room',
  about: 'The same as /role NICK op: an op keeps order in the room. Owners may do this.',
  examples: ['/op bob', '/op #dev bob'],
  ...aboutRole('only_owner', 'too_many_roles'),
});
