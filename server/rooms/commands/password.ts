/** Changes the password of an account. */
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { keepAccount } from '../people/accounts.ts';
import { askOwnPassword, provenAccount } from '../people/own-password.ts';
import type { Row } from './row.ts';

export const password: Row<'password'> = {
  nature: { changes: 'refused' },
  needs: 'account',
  bots: 'never',
  run: askOwnPassword,
  answered: { password: checked },
};

/** Goes on when the old password has been checked, and the new one hashed. */
function checked(act: Act, answer: AnswerTo<'password'>): void {
  const account = provenAccount(act, answer);
  const secret = answer.checked?.secret;
  if (account === undefined || secret === undefined) return;
  keepAccount(act.world, act.effects, act.person, { ...account, secret });
  act.done();
}
