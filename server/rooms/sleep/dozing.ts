/** Lets sleep what nobody has needed for a while: accounts that are offline, and rooms in which nobody is. */

import { aboutRoom, lastingOf } from '../durable/keeping.ts';
import type { Effect } from '../effects.ts';
import { isGone, type Person, type Room } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { AsleepPerson, type PackedPerson } from './asleep-person.ts';
import { AsleepRoom } from './asleep-room.ts';

/** At once so many fall asleep, and others not before the interval is over: nobody waits long for it. */
const MAX_LAID = 500;
const LAYING_INTERVAL_MS = 100;

/** Asks for a reminder when the first of those whom nobody needs may sleep. */
export function remindOfDrowsy(world: World, effects: Effect[]): void {
  if (world.drowsy.size === 0 || world.isDozing) return;
  const [since = world.now] = world.drowsy.values();
  world.set(world, 'isDozing', true);
  const after = Math.max(since + world.settings.limits.sleepAfter - world.now, LAYING_INTERVAL_MS);
  effects.push({ do: 'remind', after, due: { due: 'sleep' } });
}

/** Those whom nobody has needed for long enough fall asleep, if nobody needs them still. */
export function fallAsleep(world: World): void {
  world.set(world, 'isDozing', false);
  let laid = 0;
  for (const [who, since] of world.drowsy.entries()) {
    if (laid === MAX_LAID || since + world.settings.limits.sleepAfter > world.now) return;
    laid += 1;
    world.drowsy.remove(who);
    if ('identity' in who) layPerson(world, who);
    else layRoom(world, who);
  }
}

function layPerson(world: World, person: Person): void {
  const { identity, account, stored, roles } = person;
  const isThere = world.persons.glimpse(identity) === person;
  if (!isThere || account === undefined || !stored || !isGone(person)) return;
  const packed: PackedPerson = {
    state: lastingOf(world, person),
    account,
    ...(roles && roles.size > 0 && { roles: [...roles.keys()] }),
  };
  world.persons.lay(identity, new AsleepPerson(packed));
}

function layRoom(world: World, room: Room): void {
  const { key, members, counting } = room;
  if (world.rooms.glimpse(key) !== room || members.size > 0) return;
  if (counting) world.doze(room);
  else world.rooms.lay(key, asleepRoom(room));
}

function asleepRoom(room: Room): AsleepRoom {
  const { stays, madeFrom, spoke } = room;
  const { seq, amended } = room.fold;
  const { v: _, name, topic, ...about } = aboutRoom(room);
  return new AsleepRoom(
    { name, seq, topic, stays: [...stays.keys()] },
    {
      about,
      ...(amended > 0 && { amended }),
      ...(madeFrom && { madeFrom: madeFrom.name }),
      ...(spoke.size > 0 && { spoke: [...spoke.entries()] }),
    },
  );
}
