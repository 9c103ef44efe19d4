/** Counts what an account has not read. */
import { fault } from '../../../grammar/faults.ts';
import { askUnread, unreadOf } from '../people/unread.ts';
import type { Row } from './row.ts';

export const unread: Row<'unread'> = {
  nature: { asks: 'world' },
  needs: 'account',
  run: askUnread,
  answered: {
    unread(act, answer) {
      const told = unreadOf(act, answer);
      if (told === undefined) return act.refuse(fault('store_unavailable'));
      act.show(told);
    },
  },
};
