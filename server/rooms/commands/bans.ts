/** Lists the bans, mutes and exceptions of a room. */
import { looksAfter } from '../moderation/may.ts';
import { inForce } from '../moderation/measures.ts';
import { mayDo } from '../moderation/refusing.ts';
import { measureList } from '../views.ts';
import type { Row } from './row.ts';

export const bans: Row<'bans'> = {
  nature: { asks: 'world' },
  needs: 'membership',
  run(act, { after = 0 }, room) {
    if (!mayDo(act, { do: 'bans' }, room)) return;
    const { policy } = room.fold;
    const list = inForce(policy.measures, act.world.now).filter(({ seq }) => seq > after);
    act.show(measureList(room.name, list, looksAfter(act.person, room)));
  },
};
