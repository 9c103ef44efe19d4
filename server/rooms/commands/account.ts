/** Shows one's account, changes its password, or ends it: for both, one proves with the password that it is one's own. */
import type { CommandOf } from '../../../grammar/ast.ts';
import { fault } from '../../../grammar/faults.ts';
import { iso } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { beginErasing } from '../logs/erasing.ts';
import { deleteAccount, keepAccount } from '../people/accounts.ts';
import { mayTry, triedWell, triedWrongly, uncount } from '../people/passwords.ts';
import type { Account } from '../world/state.ts';
import type { Row } from './row.ts';

/** Shows one's account, or ends it. */
export const account: Row<'account'> = {
  nature: ({ delete: ends }) => (ends ? { changes: 'refused' } : { asks: 'world' }),
  needs: 'account',
  bots: 'never',
  run(act, command, account) {
    if (command.delete) return askPassword(act, command, account);
    const { nick, sessions } = act.person;
    act.show({ ev: 'account', nick, since: iso(account.since), sessions: sessions.size });
  },
  answered: {
    password(act, answer) {
      const { person, world, effects } = act;
      const { command } = answer.to;
      if (provenAccount(act, answer) === undefined) return;
      act.done();
      if ('texts' in command && command.texts) beginErasing(world, effects, person.identity);
      deleteAccount(world, effects, person);
    },
  },
};

/** Changes the password of one's account. */
export const password: Row<'password'> = {
  nature: { changes: 'refused' },
  needs: 'account',
  bots: 'never',
  run: askPassword,
  answered: {
    /** Goes on when the old one has been checked, and the new one hashed. */
    password(act, answer) {
      const account = provenAccount(act, answer);
      const secret = answer.checked?.secret;
      if (account === undefined || secret === undefined) return;
      keepAccount(act.world, act.effects, act.person, { ...account, secret });
      act.done();
    },
  },
};

/** Has the password in a command checked; refuses when one more may not be tried yet. */
function askPassword(
  act: Act,
  command: CommandOf<'password' | 'account'>,
  { secret }: Account,
): void {
  const { nick } = act.person;
  const counted = mayTry(act, command);
  if (counted) act.ask({ ask: 'password', nick, against: { secret }, counted, command });
}

/** The account, when the password was right and still is, for it may have been changed meanwhile; refuses otherwise. */
function provenAccount(
  act: Act,
  { to: { command, against, counted }, checked }: AnswerTo<'password'>,
): Account | undefined {
  const { account } = act.person;
  if (checked === undefined) {
    uncount(act, command, counted);
    act.refuse(fault('store_unavailable'));
  } else if (!checked.isRight || account === undefined || account.secret !== against?.secret) {
    act.refuse(triedWrongly(act, command));
  } else {
    triedWell(act, command, counted, act.person);
    return account;
  }
  return undefined;
}
