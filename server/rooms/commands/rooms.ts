/** Lists the rooms. */
import { lookForRooms } from '../room-list.ts';
import type { Row } from './row.ts';

export const rooms: Row<'rooms'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run: (act, { matching }) => lookForRooms(act, { matching, rank: 0, found: [] }),
  answered: { rooms: (act, { to }) => lookForRooms(act, to) },
};
