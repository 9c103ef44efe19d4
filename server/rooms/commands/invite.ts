/** Invites somebody into a room. */
import { fault } from '../../../grammar/faults.ts';
import { mayApproach } from '../bounds/pacing.ts';
import { called } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import { bannedFrom, invite as inviteTo } from '../moderation/room-changes.ts';
import type { Row } from './row.ts';

export const invite: Row<'invite'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, { nick, for: time }, room) {
    const who = called(act, nick);
    if (who === undefined || !mayDo(act, { do: 'invite' }, room)) return;
    if (who.rooms.has(room.key)) {
      return act.refuse(fault('already_there', { room: room.name, nick: who.nick }));
    }
    const banned = bannedFrom(act, who, room);
    if (banned) return act.refuse(banned);
    if (!mayApproach(act, [who], false)) return;
    act.done(inviteTo(act, who, room, time));
  },
};
