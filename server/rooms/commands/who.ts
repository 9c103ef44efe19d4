/** Lists the people of the server, or of a room. */
import { firstOf } from '../cutting.ts';
import { anyRoom } from '../lookup.ts';
import { takesWords } from '../moderation/may.ts';
import { offlineIn } from '../views.ts';
import { type Face, isGone } from '../world/state.ts';
import type { Row } from './row.ts';

export const who: Row<'who'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { room: name, all }) {
    const isOfRoom = name !== undefined || all === true;
    const room = isOfRoom ? anyRoom(act, name) : undefined;
    if (isOfRoom && room === undefined) return;
    const { world } = act;
    const { persons, now } = world;
    const here = room ? room.members : persons.here;
    const entry = (face: Face) => {
      const { nick, away, identity } = face;
      if (isGone(face)) return { nick, offline: true as const };
      if (away === undefined) return { nick };
      const person = persons.get(identity);
      const isShown = person && (room === undefined || takesWords(person, room, away, now));
      return { nick, away: isShown ? away : '' };
    };
    const offline = room && all ? offlineIn(world, room) : [];
    const { list, ...more } = firstOf(here.values(), entry, undefined, offline);
    const where = room && { room: room.name };
    act.show({ ev: 'who', ...where, count: here.size, people: list, ...more });
  },
};
