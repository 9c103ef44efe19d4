/** Shows one's account, or ends it. */
import { fault } from '../../../grammar/faults.ts';
import { type Act, iso } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { beginErasing } from '../logs/erasing.ts';
import { deleteAccount } from '../people/accounts.ts';
import { askOwnPassword, provenAccount } from '../people/own-password.ts';
import { accountOf } from '../views.ts';
import type { Row } from './row.ts';

export const account: Row<'account'> = {
  nature: ({ delete: ends }) => (ends ? { changes: 'refused' } : { asks: 'world' }),
  needs: 'nothing',
  run(act, command) {
    if (command.delete) return askOwnPassword(act, command);
    const { account, nick } = act.person;
    if (account === undefined) return act.refuse(fault('no_account', { nick }));
    act.answer(accountOf(act.person, iso(account.since)));
    act.queried();
  },
  answered: { password: checked },
};

/** Goes on when the password has been checked. */
function checked(act: Act, answer: AnswerTo<'password'>): void {
  const { person, world, effects } = act;
  const { command } = answer.to;
  if (provenAccount(act, answer) === undefined) return;
  act.done();
  if ('texts' in command && command.texts) beginErasing(world, effects, person.identity);
  deleteAccount(world, effects, person);
}
