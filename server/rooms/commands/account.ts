/** Shows one's account, or ends it. */
import { fault } from '../../../grammar/faults.ts';
import { type Act, iso } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { digestOf } from '../digest.ts';
import { beginErasing } from '../logs/erasing.ts';
import { deleteAccount } from '../people/accounts.ts';
import { mayTry, takeBack, triedWell, triedWrongly } from '../people/passwords.ts';
import { accountOf } from '../views.ts';
import type { Row } from './row.ts';

export const account: Row<'account'> = {
  nature: ({ delete: ends }) => (ends ? { changes: 'refused' } : { asks: 'world' }),
  needs: 'nothing',
  run(act, command) {
    const { account, nick } = act.person;
    if (account === undefined) return act.refuse(fault('no_account', { nick }));
    if (!command.delete) {
      act.answer(accountOf(act.person, iso(account.since)));
      return act.queried();
    }
    const counted = mayTry(act, command);
    if (counted === undefined) return;
    const { secret } = account;
    act.ask({ ask: 'password', nick, against: { secret }, counted, command });
  },
  answered: { password: checked },
};

/** Goes on when the password has been checked: it may have been changed meanwhile. */
function checked(
  act: Act,
  { to: { command, against, counted }, checked }: AnswerTo<'password'>,
): void {
  act.digest = digestOf(command);
  if (checked === undefined) {
    takeBack(act, command, counted);
    return act.refuse(fault('store_unavailable'));
  }
  const { person, world, effects } = act;
  const { account, identity } = person;
  if (!checked.isRight || account === undefined || account.secret !== against?.secret) {
    return act.refuse(triedWrongly(act, command));
  }
  triedWell(act, command, counted, person);
  act.done();
  if ('texts' in command && command.texts) beginErasing(world, effects, identity);
  deleteAccount(world, effects, person);
}
