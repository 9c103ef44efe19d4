/** Mutes people in a room. */
import { impose } from '../moderation/moderating.ts';
import type { Row } from './row.ts';

export const mute: Row<'mute'> = {
  nature: ({ preview }) => (preview ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run: impose,
};
