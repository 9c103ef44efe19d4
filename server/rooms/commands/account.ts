/** Shows one's account. */
import { fault } from '../../../grammar/faults.ts';
import { iso } from '../act.ts';
import { accountOf } from '../views.ts';
import type { Row } from './row.ts';

export const account: Row<'account'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act) {
    const { person } = act;
    if (person.account === undefined) return act.refuse(fault('no_account', { nick: person.nick }));
    act.answer(accountOf(person, iso(person.account.since)));
    act.queried();
  },
};
