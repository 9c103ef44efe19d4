/** Takes voice from somebody. */
import { optional, required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';
import { aboutRole } from './family.ts';

export const devoice = command('devoice', {
  arguments: [optional('room', room), required('nick', nick)],
  summary: 'take voice back',
  about: 'Makes whoever has voice a member again. Ops and owners may do this.',
  examples: ['/devoice bob', '/devoice #dev bob'],
  ...aboutRole('other_role'),
});
