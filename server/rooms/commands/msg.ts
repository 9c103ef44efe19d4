/** Says something to a room or a person. */
import { sayTo } from '../logs/saying.ts';
import type { Row } from './row.ts';

export const msg: Row<'msg'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'talking',
  run: (act, { to, text }) => sayTo(act, to, 'say', text),
};
