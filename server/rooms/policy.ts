/** How a room is governed: who has which role in it. A part of the fold of its log. */
import type { Role } from '../../grammar/roles.ts';
import type { Identity } from './ids.ts';

export interface Policy {
  /** Whoever has one other than member; the one who has had it longest is first. */
  readonly roles: ReadonlyMap<Identity, Role>;
}

export const noPolicy: Policy = { roles: new Map() };

/** Of a room that somebody opens. */
export const foundedBy = (founder: Identity): Policy => ({ roles: new Map([[founder, 'owner']]) });

export const roleIn = ({ roles }: Policy, who: Identity): Role => roles.get(who) ?? 'member';

/** The only one who owns the room. */
export function isOnlyOwner({ roles }: Policy, who: Identity): boolean {
  const owners = [...roles].filter(([, role]) => role === 'owner');
  return owners.length === 1 && owners[0]?.[0] === who;
}

export function withRole(policy: Policy, who: Identity, role: Role): Policy {
  const roles = new Map(policy.roles);
  // Who has had a role longest is known by its place.
  if (roles.get(who) !== role) roles.delete(who);
  if (role !== 'member') roles.set(who, role);
  return { ...policy, roles };
}

/** Without the roles of those who are gone; a room that has no owner then belongs to its oldest op. */
export function remaining(policy: Policy, isThere: (who: Identity) => boolean): Policy {
  const there = [...policy.roles].filter(([who]) => isThere(who));
  const roles = new Map(there);
  const isOwned = there.some(([, role]) => role === 'owner');
  const [heir] = isOwned ? [] : (there.find(([, role]) => role === 'op') ?? []);
  if (heir !== undefined) roles.set(heir, 'owner');
  return { ...policy, roles };
}
