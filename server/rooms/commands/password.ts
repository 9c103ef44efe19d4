/** Changes the password of an account. */
import { keepAccount } from '../people/accounts.ts';
import { askOwnPassword, provenAccount } from '../people/own-password.ts';
import type { Row } from './row.ts';

export const password: Row<'password'> = {
  nature: { changes: 'refused' },
  needs: 'account',
  bots: 'never',
  run: askOwnPassword,
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
