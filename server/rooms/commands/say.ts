/** Says something in the current room. */
import { sayInRoom } from '../logs/saying.ts';
import type { Row } from './row.ts';

export const say: Row<'say'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  bots: 'talking',
  run: (act, { text }, room) => sayInRoom(act, room, 'say', text),
};
