/** Gives somebody voice. */
import { giveTo } from '../moderation/roles.ts';
import type { Row } from './row.ts';

export const voice: Row<'voice'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { nick }, room) => giveTo(act, room, nick, { role: 'voice' }),
};
