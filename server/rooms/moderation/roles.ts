/** Roles are given, are passed on, and end with whoever had them. */
import type { EventOf } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { isBelow, type Role } from '../../../grammar/roles.ts';
import { iso } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import { called } from '../lookup.ts';
import { putOutIfBanned } from '../presence.ts';
import type { Person, Room } from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { Deed } from './may.ts';
import { isOnlyOwner, remaining, roleIn } from './policy.ts';
import { mayDo } from './refusing.ts';

/** At most this many people have a role in one room: what is kept of its log holds them all. */
const MAX_ROLES = 200;

/** A role that somebody is given; they have to have the role `from`, if that is said. */
export interface RoleChange {
  readonly role: Role;
  readonly from?: Role;
}

/** Gives whoever is called `nick` a role. */
export function giveTo(act: Act, room: Room, nick: string, given: RoleChange): void {
  const who = called(act, nick);
  if (who) giveRole(act, room, who, given);
}

/** The same for somebody who is known, and may be offline. */
export function giveRole(act: Act, room: Room, who: Person, { role, from }: RoleChange): void {
  const { policy } = room.fold;
  const was = roleIn(policy, who.identity);
  const { name } = room;
  // Everybody may be less than they are.
  const stepsDown = who === act.person && isBelow(role, was);
  if (!stepsDown && !mayDo(act, deedOn(who, was, role), room)) return;
  if (from !== undefined && was !== from) {
    return act.refuse(fault('other_role', { room: name, nick: who.nick, role: was, was: from }));
  }
  if (role !== 'owner' && isOnlyOwner(policy, who.identity)) {
    return act.refuse(fault('only_owner', { room: name }));
  }
  if (role !== 'member' && was === 'member' && policy.roles.size >= MAX_ROLES) {
    return act.refuse(fault('too_many_roles', { room: name, limit: MAX_ROLES }));
  }
  const place = act.recordIn(room, { ev: 'role', nick: who.nick, role }, { whom: who.identity });
  act.world.rooms.hold(who, room);
  // No ban hits staff; whoever is staff no more is hit by those that there are.
  const isDismissed = !isBelow(was, 'op') && isBelow(role, 'op');
  if (isDismissed && who.rooms.has(room.key)) putOutIfBanned(act.world, act.effects, room, who);
  act.done(place);
}

/** Ops look after voice; whatever makes or unmakes those who look after the room is its owners'. */
const deedOn = ({ identity: to }: Person, was: Role, role: Role): Deed => ({
  do: isBelow(was, 'op') && isBelow(role, 'op') ? 'voice' : 'role',
  to,
});

/** What a guest was in rooms the account is from here on, where that is less: each time an event of the room's log. The guest goes, so no more people have roles than before. */
export function passOn(act: Act, to: Person): void {
  const { person, world } = act;
  for (const room of [...(person.roles?.values() ?? [])]) {
    const { policy, seq: end } = room.fold;
    const role = roleIn(policy, person.identity);
    // Where nothing has happened, whoever comes back first opens the room once more.
    const isNobodyElses = end === 0 && room.stays.size === 1 && person.rooms.has(room.key);
    if (isNobodyElses || !isBelow(roleIn(policy, to.identity), role)) continue;
    act.recordIn(room, { ev: 'role', nick: to.nick, role }, { whom: to.identity });
    world.rooms.hold(to, room);
  }
}

/** Somebody who is gone has no role any more. Returns what is told to rooms that have another owner for it. */
export function bequeath(world: World, person: Person): EventOf<'inherited'>[] {
  return [...(person.roles?.values() ?? [])].flatMap((room) => {
    const { fold } = room;
    const policy = remaining(fold.policy, (who) => who !== person.identity);
    world.set(room, 'fold', { ...fold, policy });
    if (room.stays.size === 0 && world.rooms.has(room.key)) world.rooms.desert(room.key);
    const [heir] = [...policy.roles].find(([who, role]) => role !== roleIn(fold.policy, who)) ?? [];
    const owner = heir === undefined ? undefined : world.persons.get(heir);
    if (owner === undefined) return [];
    return [{ ev: 'inherited', room: room.name, nick: owner.nick, at: iso(world.now) }];
  });
}
