/** Whoever changes or ends an account proves with its password that it is theirs. */
import type { CommandOf } from '../../../grammar/ast.ts';
import { fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import type { Account } from '../world/state.ts';
import { mayTry, triedWell, triedWrongly, uncount } from './passwords.ts';

/** Has the password in a command checked; refuses when one more may not be tried yet. */
export function askOwnPassword(
  act: Act,
  command: CommandOf<'password' | 'account'>,
  { secret }: Account,
): void {
  const { nick } = act.person;
  const counted = mayTry(act, command);
  if (counted) act.ask({ ask: 'password', nick, against: { secret }, counted, command });
}

/** The account, when the password was right and still is, for it may have been changed meanwhile; refuses otherwise. */
export function provenAccount(
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
