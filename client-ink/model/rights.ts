/** What one may do in a room, as far as its roles tell: by the table that the server decides by, which has the last word. */
import { type Permitted, permissions } from '../../grammar/permissions.ts';
import { isBelow, type Role } from '../../grammar/roles.ts';
import { type Member, memberOf } from './members.ts';
import type { Place } from './place.ts';

/** The person's role in a room that they are in. */
const roleOf = (member: Member | undefined): Role => member?.role ?? 'member';

/** Whether whoever is called `nick` may do it, perhaps to somebody. */
export function mayDo(place: Place, nick: string, deed: Permitted, to?: Member): boolean {
  const is = roleOf(memberOf(place, nick));
  if (!place.joined || isBelow(is, permissions[deed].least)) return false;
  return to === undefined || !isBelow(is, roleOf(to));
}
