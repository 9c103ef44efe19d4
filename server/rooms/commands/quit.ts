/** Ends a session. */
import { isTakenEverywhere } from '../moderation/may.ts';
import { end } from '../people/ending.ts';
import type { Row } from './row.ts';

export const quit: Row<'quit'> = {
  nature: { changes: 'again' },
  needs: 'nothing',
  bots: 'reading',
  isRoomless: true,
  isUnlocked: true,
  run(act, { reason = '' }) {
    const { person, world } = act;
    act.ok();
    const told = isTakenEverywhere(person, reason, world.now) ? reason : '';
    end(act, told, { author: person.identity });
  },
};
