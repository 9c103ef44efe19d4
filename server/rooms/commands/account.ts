/** Shows one's account, or ends it. */
import { iso } from '../../../grammar/time.ts';
import { beginErasing } from '../logs/erasing.ts';
import { deleteAccount } from '../people/accounts.ts';
import { askOwnPassword, provenAccount } from '../people/own-password.ts';
import type { Row } from './row.ts';

export const account: Row<'account'> = {
  nature: ({ delete: ends }) => (ends ? { changes: 'refused' } : { asks: 'world' }),
  needs: 'account',
  bots: 'never',
  run(act, command, account) {
    if (command.delete) return askOwnPassword(act, command, account);
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
