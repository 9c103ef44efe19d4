/** Switches the dialect of a connection. */
import { welcome } from '../greeting.ts';
import type { Row } from './row.ts';

/** Some dialects begin with a `welcome`, also for those who were greeted in another one before. */
export const format: Row<'format'> = {
  nature: { changes: 'again' },
  needs: 'nothing',
  bots: 'reading',
  isRoomless: true,
  isUnlocked: true,
  run(act, { format: wanted }) {
    const { session, world } = act;
    if (session.format !== wanted) {
      world.set(session, 'format', wanted);
      const { id: who, connection } = session;
      act.do({ do: 'speak', who, connection, format: wanted });
      if (world.settings.manners[wanted]?.welcomes) act.tell(welcome(world, session));
    }
    act.ok();
  },
};
