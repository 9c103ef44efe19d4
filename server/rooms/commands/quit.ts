/** Ends a session. */
import { end } from '../presence.ts';
import type { Row } from './row.ts';

export const quit: Row<'quit'> = {
  nature: { changes: 'again' },
  needs: 'nothing',
  run(act, { reason = '' }) {
    act.ok();
    end(act, reason);
  },
};
