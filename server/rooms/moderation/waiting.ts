/** How long somebody has to wait before they say something in a room: decided by the time of the input. */
import { durationOf } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import type { Time } from '../world/ids.ts';
import type { Person, Room } from '../world/state.ts';
import type { SetTo } from './policy.ts';

/** From when on a person may say something, as far as `slow` or `hold` says. */
export function mayFrom({ identity, rooms }: Person, { name, value }: SetTo, room: Room): Time {
  const time = durationOf(value) ?? 0;
  if (name === 'slow') return (room.spoke.get(identity) ?? Number.NEGATIVE_INFINITY) + time;
  return (rooms.of(room.key)?.since ?? 0) + time;
}

/** A person has said something: of who did so is remembered as long as it matters, the longest ago first. */
export function haveSpoken({ person, world }: Act, room: Room): void {
  const slow = room.fold.policy.settings.get('slow');
  if (slow === undefined && room.spoke.size === 0) return;
  const time = (slow && durationOf(slow.value)) ?? 0;
  for (const [identity, at] of room.spoke.entries()) {
    if (at + time > world.now) break;
    room.spoke.remove(identity);
  }
  if (slow === undefined) return;
  room.spoke.remove(person.identity);
  room.spoke.put(person.identity, world.now);
}
