/** A barrier: what the hub writes for it leaves after all that came before. */
import type { Row } from './row.ts';

export const ping: Row<'ping'> = {
  nature: { asks: 'line' },
  needs: 'nothing',
  isRoomless: true,
  isUnlocked: true,
  run: (act) => act.ok(),
};
