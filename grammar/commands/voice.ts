/** Gives somebody voice. */
import { optional, required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';
import { aboutRole } from './family.ts';

export const voice = command('voice', {
  arguments: [optional('room', room), required('nick', nick)],
  summary: 'give somebody voice in a room',
  about:
    'The same as /role NICK voice: who has voice may speak also where the room is moderated. Ops and owners may do this.',
  examples: ['/voice bob', '/voice #dev bob'],
  ...aboutRole('only_owner', 'too_many_roles'),
});
