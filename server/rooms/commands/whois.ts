/** Shows who somebody is. */
import { iso } from '../act.ts';
import { called } from '../lookup.ts';
import { whoIs } from '../views.ts';
import type { Row } from './row.ts';

export const whois: Row<'whois'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { nick }) {
    const person = called(act, nick);
    if (person === undefined) return;
    const { since, seen } = person;
    const last = seen === undefined ? undefined : iso(seen);
    act.answer(whoIs(act.person, person, iso(since), last));
    act.queried();
  },
};
