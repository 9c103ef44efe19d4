/** Shows what staff did. */
import { DEFAULT_AUDIT_ACTS } from '../../../grammar/commands/audit.ts';
import { fault } from '../../../grammar/faults.ts';
import { fitting } from '../cutting.ts';
import { joinedRoom } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import type { Row } from './row.ts';

export const audit: Row<'audit'> = {
  nature: { asks: 'world' },
  needs: 'membership',
  run(act, { before, limit = DEFAULT_AUDIT_ACTS }, room) {
    if (!mayDo(act, { do: 'audit' }, room)) return;
    const end = room.fold.seq + 1;
    const range = { after: 0, before: Math.min(before ?? end, end), limit } as const;
    act.ask({ ask: 'acts', log: room.key, ...range, keep: 'newest' });
  },
  answered: {
    /** One act more than asked for tells that there is more; what was looked through without an end may have more, too. */
    acts(act, { to: { log, limit }, acts }) {
      if (acts === undefined) return act.refuse(fault('store_unavailable'));
      const room = joinedRoom(act, log);
      if (room === undefined || !mayDo(act, { do: 'audit' }, room)) return;
      const events = fitting(acts.events.toReversed().slice(0, limit)).reverse();
      const isCut = events.length < acts.events.length;
      const next = isCut ? events[0]?.seq : acts.looked;
      const onwards = next !== undefined && next > 1;
      act.show({ ev: 'audit', room: room.name, events, ...(onwards && { next }) });
    },
  },
};
