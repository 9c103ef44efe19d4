/** Tells a room what somebody does. */
import { sayInRoom } from '../logs/saying.ts';
import type { Row } from './row.ts';

export const me: Row<'me'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  bots: 'talking',
  run: (act, { text }, room) => sayInRoom(act, room, 'action', text),
};
