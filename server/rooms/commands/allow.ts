/** Lets people off the bans and mutes of a room. */
import { impose } from '../moderation/moderating.ts';
import type { Row } from './row.ts';

export const allow: Row<'allow'> = {
  nature: ({ preview }) => (preview ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run: impose,
};
