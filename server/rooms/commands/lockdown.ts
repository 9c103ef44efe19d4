/** Lets only accounts do anything, or everybody again. */
import { lockDown } from '../moderation/operators.ts';
import type { Row } from './row.ts';

export const lockdown: Row<'lockdown'> = {
  nature: { changes: 'refused' },
  needs: 'operator',
  run: (act, { state }) => lockDown(act, state),
};
