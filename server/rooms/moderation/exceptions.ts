/** Exceptions come to an end: whoever stood by one alone, and is hit by a ban, is put out. */
import { isServer, type RoomKey } from '../../../grammar/names.ts';
import { DAY_MS } from '../../../grammar/time.ts';
import type { Effect } from '../effects.ts';
import { putOutIfBanned } from '../presence.ts';
import type { Time } from '../world/ids.ts';
import type { Room } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { inForce, type Measure } from './measures.ts';
import { putOff } from './server-bans.ts';

/** An alarm is set no further ahead; then it is looked again. */
const MAX_ALARM_MS = DAY_MS;

/** Has the server look when the first of the exceptions among these is over, as far as they have an end. It looks for a room once at a time. */
export function watchExceptions(
  world: World,
  effects: Effect[],
  room: RoomKey,
  measures: readonly Pick<Measure, 'does' | 'until'>[],
): void {
  const ends = measures.flatMap(({ does, until }) =>
    does === 'allow' && until !== undefined ? [Date.parse(until)] : [],
  );
  if (ends.length === 0) return;
  const until = Math.min(...ends);
  const after = Math.min(Math.max(0, until - world.now), MAX_ALARM_MS);
  effects.push({ do: 'remind', after, due: { due: 'exception', room, until } });
}

/** It may be time, and then the next one is watched. */
export function endException(world: World, key: RoomKey, until: Time): Effect[] {
  const effects: Effect[] = [];
  const room = key === world.server.key ? world.server : world.rooms.get(key);
  if (room === undefined) return effects;
  if (until <= world.now) putOutBanned(world, effects, room);
  watchExceptions(world, effects, key, inForce(room.fold.policy.measures, world.now));
  return effects;
}

/** Whoever is here and banned may not stay. Whoever is offline learns of it when they come back. */
export function putOutBanned(world: World, effects: Effect[], room: Room): void {
  if (!room.fold.policy.measures.some(({ does }) => does === 'ban')) return;
  const here = isServer(room.name) ? world.persons.here : room.members;
  world.looked += here.size;
  for (const who of [...here.values()]) {
    if (isServer(room.name)) putOff({ world, effects }, who);
    else putOutIfBanned(world, effects, room, who);
  }
}
