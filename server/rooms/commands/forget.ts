/** Deletes a room with its log. */
import { fault } from '../../../grammar/faults.ts';
import { roomKey } from '../../../grammar/names.ts';
import { forget as forgetRoom } from '../bounds/deserted.ts';
import { anyRoom } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import type { Row } from './row.ts';

/** Those who are offline leave it, too, and are told nothing. */
export const forget: Row<'forget'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { room: given, confirm = '' }) {
    const room = anyRoom(act, given);
    if (room === undefined || !mayDo(act, { do: 'forget' }, room)) return;
    const { name, key } = room;
    if (roomKey(confirm) !== roomKey(given))
      return act.refuse(fault('unconfirmed', { room: name }));
    const { world, at } = act;
    const event = { ev: 'forgotten', room: name, from: act.person.nick, at } as const;
    for (const identity of [...room.stays.keys()]) {
      const member = world.persons.get(identity);
      if (member === undefined) continue;
      act.eachIn(key, member, (who) => ({ do: 'leave', who, log: key }));
      act.eachIn(key, member, (to) => ({ do: 'tell', to, event }));
      world.rooms.removeMember(member, room);
    }
    forgetRoom(world, act.effects, room);
    act.done({ room: name });
  },
};
