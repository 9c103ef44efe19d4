/** Ends a session. */

import { takesWords } from '../moderation/may.ts';
import { end } from '../people/ending.ts';
import type { Row } from './row.ts';

export const quit: Row<'quit'> = {
  nature: { changes: 'again' },
  needs: 'nothing',
  run(act, { reason = '' }) {
    const { person, world } = act;
    act.ok();
    const isTold = [...person.rooms.values()].every((room) =>
      takesWords(person, room, reason, world.now),
    );
    end(act, isTold ? reason : '');
  },
};
