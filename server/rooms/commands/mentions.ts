/** Shows the messages that have called an account, in the rooms that it is in. */
import { fault } from '../../../grammar/faults.ts';
import { fitting } from '../cutting.ts';
import { underItsName } from '../logs/pages.ts';
import { hiddenFrom, isReadable } from '../logs/past.ts';
import type { Row } from './row.ts';

/** Without `limit=`, so many messages are shown. */
const DEFAULT_MENTION_HITS = 20;

export const mentions: Row<'mentions'> = {
  nature: { asks: 'log' },
  needs: 'nothing',
  run(act, { next, limit = DEFAULT_MENTION_HITS }) {
    const { account, identity, ignored, nick, rooms } = act.person;
    if (account === undefined) return act.refuse(fault('no_account', { nick }));
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
      const hits = found.filter(({ message }) => isReadable(act, message));
      const events = fitting(hits.slice(0, limit).map(({ message }) => underItsName(act, message)));
      const last = events.length < hits.length ? hits[events.length - 1] : undefined;
      act.answer({ ev: 'mentions', events, ...(last && { more: true, next: last.cursor }) });
      act.queried();
    },
  },
};
