/** Leaves rooms: all that are named, or none. */
import { joinedRoom } from '../lookup.ts';
import { takesWords } from '../moderation/may.ts';
import { part as leave } from '../presence.ts';
import { roomsDone } from '../views.ts';
import type { Room } from '../world/state.ts';
import type { Row } from './row.ts';

export const part: Row<'part'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'reading',
  run(act, { rooms: names, reason }) {
    const { person, world } = act;
    const rooms = new Set<Room>();
    for (const name of names ?? [undefined]) {
      const room = joinedRoom(act, name);
      if (room === undefined) return;
      rooms.add(room);
    }
    for (const room of rooms) {
      const isTold = reason !== undefined && takesWords(person, room, reason, world.now);
      leave(act, room, { reason: isTold ? reason : undefined, author: person.identity });
    }
    world.set(act.session, 'used', true);
    act.done(roomsDone([...rooms]));
  },
};
