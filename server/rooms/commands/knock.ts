/** Asks to be let into a room. */
import { fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import { mayAskStaff } from '../bounds/pacing.ts';
import { anyRoom } from '../lookup.ts';
import { may } from '../moderation/may.ts';
import { isStaff } from '../moderation/policy.ts';
import { whyNot } from '../moderation/refusing.ts';
import type { Person, Room } from '../state.ts';
import type { Row } from './row.ts';

/** One person knocks, and people knock at one room, at most once in these intervals. */
const KNOCK_INTERVAL_MS = 60_000;
const ROOM_INTERVAL_MS = 5000;

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
    const wait = untilNext(act, room) - world.now;
    if (wait > 0) return act.refuse(fault('too_soon', { seconds: Math.ceil(wait / 1000) }));
    if (!mayAskStaff(act)) return;
    world.set(person, 'knocked', world.now);
    world.set(room, 'knocked', world.now);
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

function untilNext({ person }: Act, room: Room): number {
  const { knocked: mine = -KNOCK_INTERVAL_MS } = person;
  const { knocked: anybodys = -ROOM_INTERVAL_MS } = room;
  return Math.max(mine + KNOCK_INTERVAL_MS, anybodys + ROOM_INTERVAL_MS);
}
