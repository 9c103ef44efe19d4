/** Whether a person may do something in a room, and if not, why, and what would lift that. The table is in the grammar. */
import { type Fault, fault } from '../../grammar/faults.ts';
import { type Permitted, permissions } from '../../grammar/permissions.ts';
import { asOne, isBelow, type Role } from '../../grammar/roles.ts';
import type { Act } from './act.ts';
import type { Identity } from './ids.ts';
import { roleIn } from './policy.ts';
import type { Person, Room } from './state.ts';

/** Something that a person would do, perhaps to somebody. */
export interface Deed {
  readonly do: Permitted;
  readonly to?: Identity;
}

/** What stands in the way. */
export type Reason =
  /** One would have to be `needs`, and is `is`. */
  | { readonly rule: 'role'; readonly needs: Role; readonly is: Role }
  /** Whoever it would be done to is `is`, which is more than oneself. */
  | { readonly rule: 'above'; readonly is: Role };

export function may(person: Person, deed: Deed, room: Room): 'yes' | readonly Reason[] {
  const { policy } = room.fold;
  const { least: needs } = permissions[deed.do];
  const is = roleIn(policy, person.identity);
  const reasons: Reason[] = [];
  if (isBelow(is, needs)) reasons.push({ rule: 'role', needs, is });
  const theirs = deed.to === undefined ? is : roleIn(policy, deed.to);
  if (isBelow(is, theirs)) reasons.push({ rule: 'above', is: theirs });
  return reasons.length === 0 ? 'yes' : reasons;
}

/** Whether the person may do this; refuses otherwise. */
export function mayDo(act: Act, deed: Deed, room: Room): boolean {
  const answer = may(act.person, deed, room);
  if (answer === 'yes') return true;
  act.refuse(refusalOf(answer, deed, room));
  return false;
}

function refusalOf([first]: readonly Reason[], deed: Deed, room: Room): Fault {
  if (first === undefined) throw new Error('a refusal has a reason');
  return fault('not_allowed', { reason: sentence(first, permissions[deed.do].to, room.name) });
}

function sentence(reason: Reason, to: string, room: string): string {
  switch (reason.rule) {
    case 'role':
      return `To ${to} in ${room} one has to be ${asOne[reason.needs]}, and you are ${asOne[reason.is]}. /names ${room} shows who could make you one.`;
    case 'above':
      return `You can't ${to} where it is ${asOne[reason.is]} of ${room}: your role is lower. Ask somebody who is ${asOne[reason.is]}: /names ${room} shows them.`;
  }
}
