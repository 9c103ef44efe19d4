/** Takes back a ban. */
import { lift } from '../moderation/moderating.ts';
import type { Row } from './row.ts';

export const unban: Row<'unban'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { who }, room) => lift(act, 'ban', who, room),
};
