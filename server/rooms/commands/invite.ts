/** Invites somebody into a room. */
import { fault } from '../../../grammar/faults.ts';
import { ignores } from '../ignoring.ts';
import { called } from '../lookup.ts';
import { mayDo } from '../refusing.ts';
import type { Row } from './row.ts';

export const invite: Row<'invite'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, { nick }, room) {
    const who = called(act, nick);
    if (who === undefined || !mayDo(act, { do: 'invite' }, room)) return;
    const { name } = room;
    if (who.rooms.has(room.key)) {
      return act.refuse(fault('already_there', { room: name, nick: who.nick }));
    }
    const { seq, at } = act.next(room);
    const from = act.person.nick;
    const event = { ev: 'invited', room: name, seq, at, from, nick: who.nick } as const;
    act.record(room, event, { whom: who.identity });
    if (!ignores(who, act.person)) {
      const event = { ev: 'invitation', room: name, from, at } as const;
      act.each(who, (to) => ({ do: 'tell', to, event }));
    }
    act.done({ room: name, seq });
  },
};
