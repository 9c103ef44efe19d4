/** Takes voice from somebody. */
import { giveTo } from '../moderation/roles.ts';
import type { Row } from './row.ts';

export const devoice: Row<'devoice'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { nick }, room) => giveTo(act, room, nick, { role: 'member', from: 'voice' }),
};
