/** Somebody is invited into a room: the room is told, and so are they. */
import type { Act } from './act.ts';
import type { Seq } from './ids.ts';
import { ignores } from './ignoring.ts';
import type { Person, Room } from './state.ts';

/** Returns where that stands in the log of the room. */
export function invite(act: Act, who: Person, room: Room): Seq {
  const { seq, at } = act.next(room);
  const [from, name] = [act.person.nick, room.name];
  const event = { ev: 'invited', room: name, seq, at, from, nick: who.nick } as const;
  act.record(room, event, { whom: who.identity });
  if (!ignores(who, act.person)) {
    const event = { ev: 'invitation', room: name, from, at } as const;
    act.each(who, (to) => ({ do: 'tell', to, event }));
  }
  return seq;
}
