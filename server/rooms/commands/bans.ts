/** Lists the bans, mutes and exceptions of a room; to whoever looks after it with the addresses that were named. */
import { firstOf } from '../cutting.ts';
import { looksAfter } from '../moderation/may.ts';
import { inForce } from '../moderation/measures.ts';
import { mayDo } from '../moderation/refusing.ts';
import { calledBy } from '../moderation/whom.ts';
import type { Row } from './row.ts';

export const bans: Row<'bans'> = {
  nature: { asks: 'world' },
  needs: 'membership',
  run(act, { after = 0 }, room) {
    if (!mayDo(act, { do: 'bans' }, room)) return;
    const { policy } = room.fold;
    const behind = inForce(policy.measures, act.world.now).filter(({ seq }) => seq > after);
    const isStaff = looksAfter(act.person, room);
    const { list, ...more } = firstOf(behind, ({ whom, ...rest }) => ({
      ...rest,
      kind: whom.kind,
      ...((isStaff || whom.kind !== 'address') && { who: calledBy(whom) }),
    }));
    act.show({ ev: 'bans', room: room.name, bans: list, ...more });
  },
};
