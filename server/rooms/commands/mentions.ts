/** Shows the messages that have called an account, in the rooms that it is in. */
import { fault } from '../../../grammar/faults.ts';
import { pageOfHits } from '../logs/pages.ts';
import { hiddenFrom } from '../logs/past.ts';
import type { Row } from './row.ts';

/** Without `limit=`, so many messages are shown. */
const DEFAULT_MENTION_HITS = 20;

export const mentions: Row<'mentions'> = {
  nature: { asks: 'log' },
  needs: 'account',
  run(act, { next, limit = DEFAULT_MENTION_HITS }) {
    const { identity, ignored, rooms } = act.person;
    act.ask({
      ask: 'mentions',
      of: identity,
      logs: [...rooms.keys()],
      behind: [...rooms.values()].flatMap((room) => hiddenFrom(act.person, room)),
      besides: [...ignored.keys()],
      ...(next !== undefined && { next }),
      limit,
    });
  },
  answered: {
    mentions(act, { to: { limit }, hits: found }) {
      if (found === undefined) return act.refuse(fault('store_unavailable'));
      act.show({ ev: 'mentions', ...pageOfHits(act, found, limit) });
    },
  },
};
