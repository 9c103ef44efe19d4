/** Changes of a room that several commands make: somebody is invited, a setting changes. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import type { SettingName } from '../../../grammar/settings.ts';
import type { Act } from '../act.ts';
import { ignores } from '../people/ignoring.ts';
import type { Seq } from '../world/ids.ts';
import type { Person, Room } from '../world/state.ts';
import { endOf } from './measures.ts';
import { banOn } from './policy.ts';

/** Why it would help nobody to be invited: they are banned, and are let off by `/allow` alone. */
export function bannedFrom({ world }: Act, who: Person, room: Room): Fault | undefined {
  const ban = banOn(room.fold.policy, who, world.now);
  return ban && fault('is_banned', { room: room.name, nick: who.nick, act: ban.seq });
}

/** For `time`, or without end. Returns where that stands in the log of the room. */
export function invite(act: Act, who: Person, room: Room, time?: string): Seq {
  const { seq, at } = act.next(room);
  const [from, name] = [act.person.nick, room.name];
  const until = endOf(time, act.world.now);
  const event = { ev: 'invited', room: name, seq, at, from, nick: who.nick, ...until } as const;
  act.record(room, event, { whom: who.identity });
  if (!ignores(who, act.person)) {
    const event = { ev: 'invitation', room: name, from, ...until, at } as const;
    act.eachIn(room.key, who, (to) => ({ do: 'tell', to, event }));
  }
  return seq;
}

/** Returns where that stands in the log of the room. */
export function setTo(act: Act, room: Room, name: SettingName, value: string): Seq {
  const { seq, at } = act.next(room);
  const from = act.person.nick;
  act.record(room, { ev: 'setting', room: room.name, seq, at, from, name, value });
  return seq;
}
