/** Takes back an exception. */
import { lift } from '../moderation/moderating.ts';
import type { Row } from './row.ts';

export const disallow: Row<'disallow'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { who }, room) => lift(act, 'allow', who, room),
};
