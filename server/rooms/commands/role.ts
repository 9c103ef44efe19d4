/** Gives somebody a role in a room. */
import { giveTo } from '../moderation/roles.ts';
import type { Row } from './row.ts';

export const role: Row<'role'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { nick, role }, room) => giveTo(act, room, nick, { role }),
};
