/** Changes the password of an account. */
import { fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { digestOf } from '../digest.ts';
import { keepAccount } from '../people/accounts.ts';
import { mayTry, takeBack, triedWell, triedWrongly } from '../people/passwords.ts';
import type { Row } from './row.ts';

export const password: Row<'password'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, command) {
    const { account, nick } = act.person;
    if (account === undefined) return act.refuse(fault('no_account', { nick }));
    const counted = mayTry(act, command);
    if (counted === undefined) return;
    const { secret } = account;
    act.ask({ ask: 'password', nick, against: { secret }, counted, command });
  },
  answered: { password: checked },
};

/** Goes on when the old password has been checked, and the new one hashed. */
function checked(
  act: Act,
  { to: { command, against, counted }, checked }: AnswerTo<'password'>,
): void {
  act.digest = digestOf(command);
  if (checked === undefined) {
    takeBack(act, command, counted);
    return act.refuse(fault('store_unavailable'));
  }
  const { account } = act.person;
  const { isRight, secret } = checked;
  if (!isRight || secret === undefined || account?.secret !== against?.secret || !account) {
    return act.refuse(triedWrongly(act, command));
  }
  triedWell(act, command, counted, act.person);
  keepAccount(act.world, act.effects, act.person, { ...account, secret });
  act.done();
}
