/** Lists the people of the server, or of a room. */
import { anyRoom } from '../lookup.ts';
import { takesWords } from '../moderation/may.ts';
import { offlineIn, whoIsThere } from '../views.ts';
import type { Person } from '../world/state.ts';
import type { Row } from './row.ts';

export const who: Row<'who'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { room: name, all }) {
    const isOfRoom = name !== undefined || all === true;
    const room = isOfRoom ? anyRoom(act, name) : undefined;
    if (isOfRoom && room === undefined) return;
    const { world } = act;
    const isShown = (person: Person, away: string) =>
      room === undefined || takesWords(person, room, away, world.now);
    const offline = room && all ? offlineIn(world, room) : [];
    act.show(whoIsThere(world, room, isShown, offline));
  },
};
