/** Shows who asks. */
import { whoAmI } from '../views.ts';
import type { Row } from './row.ts';

export const whoami: Row<'whoami'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  isRoomless: true,
  isUnlocked: true,
  run: (act) => act.show(whoAmI(act.session)),
};
