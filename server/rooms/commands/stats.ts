/** Shows how much there is of everything. */
import { statsOf } from '../views.ts';
import type { Row } from './row.ts';

export const stats: Row<'stats'> = {
  nature: { asks: 'world' },
  needs: 'operator',
  run: (act) => act.show(statsOf(act.world)),
};
