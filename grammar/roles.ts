/** What somebody may be in a room, the highest first; whoever is nothing else is a member. */
export const roles = ['owner', 'op', 'voice', 'member'] as const;

/** What a person may be in a room, in the order of the power that it gives. */
export type Role = (typeof roles)[number];

/** What somebody is who has the role, as a sentence says it. */
export const asOne = {
  owner: 'an owner',
  op: 'an op',
  voice: 'somebody with voice',
  member: 'a member',
} as const satisfies Record<Role, string>;

/** True when `one` is a lower role than `other`. */
export const isBelow = (one: Role, other: Role): boolean =>
  roles.indexOf(one) > roles.indexOf(other);
