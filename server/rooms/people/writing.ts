/** Who may write to whom in private. */
import { fault } from '../../../grammar/faults.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Act } from '../act.ts';
import type { Person } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** True when `to` lets the asker write; refuses otherwise. */
export function mayWriteTo(act: Act, to: Person): boolean {
  const { person, world } = act;
  if (person === to || to.privacy === 'all' || lets(world, to, person)) return true;
  act.refuse(fault('not_welcome', { nick: to.nick, who: to.privacy }));
  return false;
}

function lets(world: World, to: Person, from: Person): boolean {
  switch (to.privacy) {
    case 'all':
      return true;
    case 'accounts':
      return from.account !== undefined;
    case 'known':
      return shareRoom(to, from) || hasWritten(world, to, from);
    default:
      return unreachable(to.privacy);
  }
}

const shareRoom = ({ rooms }: Person, other: Person): boolean =>
  [...rooms.keys()].some((key) => other.rooms.has(key));

const hasWritten = ({ privates }: World, who: Person, to: Person): boolean =>
  privates.find(who.identity, to.identity)?.wrote.includes(who.identity) ?? false;
