/** Puts somebody out of a room. */
import { fault } from '../../../grammar/faults.ts';
import { called } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import { putOut } from '../presence.ts';
import type { Row } from './row.ts';

export const kick: Row<'kick'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, { nick, reason }, room) {
    const who = called(act, nick);
    if (who === undefined || !mayDo(act, { do: 'kick', to: who.identity }, room)) return;
    if (!who.rooms.has(room.key)) {
      return act.refuse(fault('not_there', { room: room.name, nick: who.nick }));
    }
    act.done(putOut(act, room, who, { reason }));
  },
};
