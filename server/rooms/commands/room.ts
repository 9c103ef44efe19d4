/** Switches the current room, or shows it. */
import type { Row } from './row.ts';

/** Without a name it tells which room is the current one. */
export const room: Row<'room'> = {
  nature: (command) => (command.room === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run(act, { room: name }, chosen) {
    if (name === undefined) return act.showRoom(chosen);
    act.world.set(act.session, 'current', chosen);
    act.world.touch(act.session);
    act.done({ room: chosen.name });
  },
};
