/** Keeps people out of a room. */
import { impose } from '../moderation/moderating.ts';
import type { Row } from './row.ts';

export const ban: Row<'ban'> = {
  nature: ({ preview }) => (preview ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run: impose,
};
