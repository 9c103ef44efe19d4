/** Shows who is in a room, whoever asks. */
import { anyRoom } from '../lookup.ts';
import type { Row } from './row.ts';

export const names: Row<'names'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { room: name }) {
    const room = anyRoom(act, name);
    if (room) act.showRoom(room);
  },
};
