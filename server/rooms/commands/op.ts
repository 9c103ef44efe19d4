/** Makes somebody an op. */
import { giveTo } from '../moderation/roles.ts';
import type { Row } from './row.ts';

export const op: Row<'op'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { nick }, room) => giveTo(act, room, nick, { role: 'op' }),
};
