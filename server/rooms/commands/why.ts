/** Says again why something was refused. */
import type { Row } from './row.ts';

export const why: Row<'why'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run: (act) => act.show({ ev: 'why', ...act.session.refused }),
};
