/** Whether somebody may be in more rooms, and whether there may be more. */
import { type Fault, fault } from '../../grammar/faults.ts';
import type { RoomKey } from '../../grammar/names.ts';
import type { Act } from './act.ts';

/** Why so many more rooms can't be entered, or made. */
export function tooMany(
  { session, person, world }: Act,
  fresh: ReadonlySet<RoomKey>,
): Fault | undefined {
  const { limits } = world.settings;
  if (person.rooms.size + fresh.size > limits.rooms) {
    return fault('too_many_rooms', { limit: limits.rooms });
  }
  let made = 0;
  for (const key of fresh) {
    if (world.rooms.isBeingForgotten(key)) return fault('being_forgotten');
    if (!world.rooms.has(key)) made += 1;
  }
  if (made === 0) return undefined;
  if (world.rooms.size + made > limits.allRooms) return fault('server_full');
  const most = limits.perAddress.rooms;
  return session.address.rooms + made > most ? fault('too_many_made', { limit: most }) : undefined;
}
