/** Asks to be let into a room. */
import { fault } from '../../../grammar/faults.ts';
import { mayKnock } from '../bounds/pacing.ts';
import { anyRoom } from '../lookup.ts';
import { may } from '../moderation/may.ts';
import { isStaff } from '../moderation/policy.ts';
import { whyNot } from '../moderation/refusing.ts';
import type { Person, Room } from '../world/state.ts';
import type { Row } from './row.ts';

export const knock: Row<'knock'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { room: named, text }) {
    const { person, world } = act;
    const room = anyRoom(act, named);
    if (room === undefined) return;
    const { name } = room;
    if (person.rooms.has(room.key)) {
      return act.refuse(fault('already_there', { room: name, nick: person.nick }));
    }
    const deed = { do: 'join' } as const;
    const answer = may(person, deed, room, world.now);
    if (answer === 'yes') return act.refuse(fault('not_closed', { room: name }));
    const isBanned = answer.some(({ rule }) => rule === 'measure');
    const refused = isBanned ? whyNot(act, deed, room) : undefined;
    if (refused) return act.refuse(refused);
    const staff = staffIn(room);
    if (staff.length === 0) return act.refuse(fault('nobody_to_tell', { room: name }));
    if (!mayKnock(act, room)) return;
    const { nick } = person;
    const told = { room: name, nick, ...(text !== undefined && { text }), at: act.at };
    for (const each of staff) {
      act.eachIn(room.key, each, (to) => ({ do: 'tell', to, event: { ev: 'knocked', ...told } }));
    }
    act.done({ room: name });
  },
};

const staffIn = ({ members, fold }: Room): Person[] =>
  [...members.values()].filter(({ identity }) => isStaff(fold.policy, identity));
