/** Newcomers are in some rooms by themselves: whoever chooses a nick for the first time, where they may come in. */
import { Act } from './act.ts';
import { tooMany } from './opening.ts';
import { enter } from './presence.ts';
import { whyNot } from './refusing.ts';

/** Nobody owns such a room because they come first: an operator may give its roles. */
export function joinByItself({ world, session, effects }: Act): void {
  const act = new Act(world, session, undefined, effects);
  for (const name of world.settings.autoJoin) {
    const key = world.rooms.keyOf(name);
    if (session.person.rooms.has(key) || tooMany(act, new Set([key]))) continue;
    const room = world.rooms.get(key);
    if (room && whyNot(act, { do: 'join' }, room)) continue;
    enter(act, room ?? world.rooms.of(key, name), false);
    if (session.current === undefined) world.set(session, 'current', world.rooms.get(key));
  }
  world.touch(session);
}
