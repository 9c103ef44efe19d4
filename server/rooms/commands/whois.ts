/** Shows who somebody is. */
import { called } from '../lookup.ts';
import { whoIs } from '../views.ts';
import type { Row } from './row.ts';

export const whois: Row<'whois'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { nick }) {
    const person = called(act, nick);
    if (person) act.show(whoIs(act.person, person));
  },
};
