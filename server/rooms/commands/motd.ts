/** Shows the message of the day. */
import type { Row } from './row.ts';

export const motd: Row<'motd'> = {
  nature: { asks: 'line' },
  needs: 'nothing',
  isRoomless: true,
  isUnlocked: true,
  run: (act) => act.show({ ev: 'motd', text: act.world.settings.motd }),
};
