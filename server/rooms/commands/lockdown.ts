/** Lets only accounts do anything, or everybody again. */
import { keepRegime } from '../governing.ts';
import type { Row } from './row.ts';

export const lockdown: Row<'lockdown'> = {
  nature: { changes: 'refused' },
  needs: 'operator',
  run(act, { state }) {
    keepRegime(act.world, act.effects, { lockdown: state === 'on' });
    act.done();
  },
};
