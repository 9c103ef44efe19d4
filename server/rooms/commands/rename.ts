/** Gives a room another name: its log and its key stay what they are. */
import { fault } from '../../../grammar/faults.ts';
import { roomKey } from '../../../grammar/names.ts';
import { MAX_FORMER_NAMES } from '../moderation/policy.ts';
import { mayDo } from '../moderation/refusing.ts';
import type { Row } from './row.ts';

export const rename: Row<'rename'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, { name: to }, room) {
    if (!mayDo(act, { do: 'rename' }, room)) return;
    const { rooms } = act.world;
    const taken = rooms.find(to);
    if (taken !== undefined && (taken !== room || to === room.name)) {
      return act.refuse(fault('room_taken', { room: to }));
    }
    if (rooms.isBeingForgotten(roomKey(to))) return act.refuse(fault('being_forgotten'));
    const limit = MAX_FORMER_NAMES;
    if (taken === undefined && room.fold.policy.formerly.length >= limit) {
      return act.refuse(fault('too_many_names', { room: room.name, limit }));
    }
    const { name: was } = room;
    rooms.rename(room, to);
    act.done(act.recordIn(room, { ev: 'renamed', was }));
  },
};
