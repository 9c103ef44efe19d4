/** Takes back a mute. */
import { lift } from '../moderation/moderating.ts';
import type { Row } from './row.ts';

export const unmute: Row<'unmute'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { who }, room) => lift(act, 'mute', who, room),
};
