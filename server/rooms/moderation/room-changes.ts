/** Changes of a room that several commands make: somebody is invited, a setting changes. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import type { SettingName } from '../../../grammar/settings.ts';
import type { Act, Place } from '../act.ts';
import { ignores } from '../people/ignoring.ts';
import type { Person, Room } from '../world/state.ts';
import { endOf } from './measures.ts';
import { banOn } from './policy.ts';

/** Why it would not help somebody to be invited: they are there, or they are banned, and are let off by `/allow` alone. */
export function whyNotInvited(
  { world }: Act,
  who: Person,
  { key, name, fold }: Room,
): Fault | undefined {
  const { nick, rooms } = who;
  if (rooms.has(key)) return fault('already_there', { room: name, nick });
  const ban = banOn(fold.policy, who, world.now);
  return ban && fault('is_banned', { room: name, nick, act: ban.seq });
}

/** For `time`, or without end. Returns where that stands in the log of the room. */
export function invite(act: Act, who: Person, room: Room, time?: string): Place {
  const { nick, identity: whom } = who;
  const until = endOf(time, act.world.now);
  const place = act.recordIn(room, { ev: 'invited', nick, ...until }, { whom });
  if (!ignores(who, act.person)) {
    const [from, at] = [act.person.nick, act.at];
    const event = { ev: 'invitation', room: room.name, from, ...until, at } as const;
    act.eachIn(room.key, who, (to) => ({ do: 'tell', to, event }));
  }
  return place;
}

/** Returns where that stands in the log of the room. */
export const setTo = (act: Act, room: Room, name: SettingName, value: string): Place =>
  act.recordIn(room, { ev: 'setting', name, value });
