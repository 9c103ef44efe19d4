/** Invites somebody into a room. */
import { mayApproach } from '../bounds/pacing.ts';
import { called } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import { invite as inviteTo, whyNotInvited } from '../moderation/room-changes.ts';
import type { Row } from './row.ts';

export const invite: Row<'invite'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, { nick, for: time }, room) {
    const who = called(act, nick);
    if (who === undefined || !mayDo(act, { do: 'invite' }, room)) return;
    if (!act.mayGoOn(whyNotInvited(act, who, room)) || !mayApproach(act, [who], false)) return;
    act.done(inviteTo(act, who, room, time));
  },
};
