/** Says something that wants no answer, to a room or a person. */
import { sayTo } from '../logs/saying.ts';
import type { Row } from './row.ts';

export const notice: Row<'notice'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'talking',
  run: (act, { to, text }) => sayTo(act, to, 'notice', text),
};
