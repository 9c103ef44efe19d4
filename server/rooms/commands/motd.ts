/** Shows the message of the day. */
import type { Row } from './row.ts';

export const motd: Row<'motd'> = {
  nature: { asks: 'line' },
  needs: 'nothing',
  isRoomless: true,
  isUnlocked: true,
  run(act) {
    act.answer({ ev: 'motd', text: act.world.settings.motd });
    act.queried();
  },
};
