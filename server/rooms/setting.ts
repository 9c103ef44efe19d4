/** A setting of a room changes. */
import type { SettingName } from '../../grammar/settings.ts';
import type { Act } from './act.ts';
import type { Seq } from './ids.ts';
import type { Room } from './state.ts';

/** Returns where that stands in the log of the room. */
export function setTo(act: Act, room: Room, name: SettingName, value: string): Seq {
  const { seq, at } = act.next(room);
  const from = act.person.nick;
  act.record(room, { ev: 'setting', room: room.name, seq, at, from, name, value });
  return seq;
}
