/** Chooses who may write to one in private. */
import type { Row } from './row.ts';

export const privacy: Row<'privacy'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { who }) {
    const { person, world } = act;
    world.set(person, 'privacy', who);
    world.touch(person);
    act.done({ privacy: who });
  },
};
