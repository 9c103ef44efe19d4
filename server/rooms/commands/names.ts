/** Shows who is in a room, whoever asks. */
import { anyRoom } from '../lookup.ts';
import { offlineIn, roomState } from '../views.ts';
import type { Row } from './row.ts';

export const names: Row<'names'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { room: name, all }) {
    const room = anyRoom(act, name);
    if (room) act.show(roomState(room, all ? offlineIn(act.world, room) : []));
  },
};
