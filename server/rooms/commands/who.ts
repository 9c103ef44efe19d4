/** Lists the people of the server, or of a room. */
import { anyRoom } from '../lookup.ts';
import { takesWords } from '../may.ts';
import type { Person } from '../state.ts';
import { whoIsThere } from '../views.ts';
import type { Row } from './row.ts';

export const who: Row<'who'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { room: name }) {
    const room = name === undefined ? undefined : anyRoom(act, name);
    if (name !== undefined && room === undefined) return;
    const { world } = act;
    const isShown = (person: Person, away: string) =>
      room === undefined || takesWords(person, room, away, world.now);
    act.answer(whoIsThere(world, room, isShown));
    act.queried();
  },
};
