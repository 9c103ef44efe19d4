/** Whether a person may do something in a room, and if not, why. The table is in the grammar, the words are in `refusing.ts`. */
import { type Permission, type Permitted, permissions } from '../../grammar/permissions.ts';
import { isBelow, type Standing } from '../../grammar/roles.ts';
import type { Identity } from './ids.ts';
import { roleIn, type SetTo, standingIn } from './policy.ts';
import type { Person, Room } from './state.ts';

/** Something that a person would do, perhaps to somebody. */
export interface Deed {
  readonly do: Permitted;
  readonly to?: Identity;
  /** Of who would come in. */
  readonly key?: string | undefined;
}

/** What stands in the way. */
export type Reason =
  /** One would have to be `needs`, and is `is`; because of what is set, if it is said. */
  | {
      readonly rule: 'standing';
      readonly needs: Standing;
      readonly is: Standing;
      readonly set?: SetTo;
    }
  /** Whoever it would be done to is `is`, which is more than oneself. */
  | { readonly rule: 'above'; readonly is: Standing };

export function may(person: Person, deed: Deed, room: Room): 'yes' | readonly Reason[] {
  const { policy } = room.fold;
  const { least, where = {} }: Permission = permissions[deed.do];
  const is = standingIn(policy, person.identity, room.members.has(person.identity));
  const reasons: Reason[] = [];
  if (isBelow(is, least)) reasons.push({ rule: 'standing', needs: least, is });
  for (const set of policy.settings.values()) {
    const needs = where[set.name];
    if (needs === undefined || !isBelow(is, needs) || !applies(set, deed, room)) continue;
    reasons.push({ rule: 'standing', needs, is, set });
  }
  const theirs = deed.to === undefined ? 'outsider' : roleIn(policy, deed.to);
  if (isBelow(is, theirs)) reasons.push({ rule: 'above', is: theirs });
  return reasons.length === 0 ? 'yes' : reasons;
}

/** A key keeps out who does not give it, and a limit who comes when it is reached. */
function applies({ name, value }: SetTo, { key }: Deed, room: Room): boolean {
  if (name === 'key') return key !== value;
  return name !== 'limit' || room.members.size >= Number(value);
}
