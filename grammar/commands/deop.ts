/** Takes the role of op from somebody. */
import { optional, required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';
import { aboutRole } from './family.ts';

export const deop = command('deop', {
  arguments: [optional('room', room), required('nick', nick)],
  summary: 'take the role of op back',
  about: 'Makes an op a member again. Owners may do this, and an op may step down.',
  examples: ['/deop bob', '/deop #dev bob'],
  ...aboutRole('other_role'),
});
