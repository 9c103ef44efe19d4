/** Rings the bell of a terminal when its person is called. */
import type { Row } from './row.ts';

export const bell: Row<'bell'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'reading',
  isRoomless: true,
  run(act, { state }) {
    const { person, world } = act;
    world.set(person, 'bell', state === 'on');
    world.touch(person);
    for (const room of person.rooms.values()) world.rooms.ring(person, room, person.bell);
    act.done({ bell: state });
  },
};
