/** Forgets rooms that nobody has been in for long and no account looks after: what guests open and leave does not stay for ever. */
import { roomKey } from '../../../grammar/names.ts';
import { HOUR_MS } from '../../../grammar/time.ts';
import type { Effect } from '../effects.ts';
import { close } from '../moderation/reports.ts';
import type { Room } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** So many go at a time, and then others have their turn. */
const MAX_FORGOTTEN_AT_ONCE = 64;
const PAUSE_MS = 20;
/** An alarm is set no further ahead: the time after which rooms go may be changed meanwhile. */
const MAX_ALARM_MS = HOUR_MS;

/** Has the server look for them when it may be time, once somebody has left a room empty. */
export function watchDeserted(world: World, effects: Effect[]): void {
  const { rooms, settings, now } = world;
  if (rooms.isWatched || rooms.deserted.size === 0) return;
  const [left = now] = rooms.deserted.values();
  world.set(rooms, 'isWatched', true);
  const wait = left + settings.limits.deserted - now;
  const after = Math.max(PAUSE_MS, Math.min(wait, MAX_ALARM_MS));
  effects.push({ do: 'remind', after, due: { due: 'deserted' } });
}

/** It may be time. */
export function forgetDeserted(world: World): Effect[] {
  const { rooms, settings, now } = world;
  const effects: Effect[] = [];
  world.set(rooms, 'isWatched', false);
  let forgotten = 0;
  for (const [key, left] of rooms.deserted.entries()) {
    if (left + settings.limits.deserted > now || forgotten === MAX_FORGOTTEN_AT_ONCE) break;
    const room = rooms.get(key);
    if (room && isDeserted(world, room)) {
      forget(world, effects, room);
      forgotten += 1;
    } else rooms.deserted.remove(key);
  }
  return effects;
}

/** The log of a room goes, in which nobody is any more, and what was reported of it. */
export function forget(world: World, effects: Effect[], room: Room): void {
  const { key } = room;
  close(world, effects, (report) => report.room === key);
  world.rooms.forget(room);
  effects.push({ do: 'forget', log: key });
}

/** Rooms that newcomers are in by themselves belong to whoever runs the server. */
function isDeserted({ settings }: World, { key, stays, fold }: Room): boolean {
  const isServers = settings.autoJoin.some((name) => roomKey(name) === key);
  return stays.size === 0 && fold.policy.roles.size === 0 && !isServers;
}
