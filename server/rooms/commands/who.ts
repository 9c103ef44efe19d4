/** Lists the people of the server, or of a room. */
import { anyRoom } from '../lookup.ts';
import { whoIsThere } from '../views.ts';
import type { Row } from './row.ts';

export const who: Row<'who'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { room: name }) {
    const room = name === undefined ? undefined : anyRoom(act, name);
    if (name !== undefined && room === undefined) return;
    act.answer(whoIsThere(act.world, room));
    act.queried();
  },
};
