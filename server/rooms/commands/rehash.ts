/** Reads the configuration again. */
import { fault } from '../../../grammar/faults.ts';
import type { Row } from './row.ts';

export const rehash: Row<'rehash'> = {
  nature: { asks: 'world' },
  needs: 'operator',
  run: (act) => act.ask({ ask: 'configuration' }),
  answered: {
    configuration(act, { read }) {
      if ('mistakes' in read) {
        return act.refuse(fault('bad_configuration', { mistakes: read.mistakes.join(' ') }));
      }
      act.show({ ev: 'rehashed', ...read });
    },
  },
};
