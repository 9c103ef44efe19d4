/** What somebody may be in a room, the highest first; whoever is nothing else is a member. */
export const roles = ['owner', 'op', 'voice', 'member'] as const;

/** What a person may be in a room, in the order of the power that it gives. */
export type Role = (typeof roles)[number];

/** What somebody is to a room, in it or not, the highest first. */
const standings = [...roles, 'invited', 'outsider'] as const;

/** One of these: a role, or what somebody is to a room that they are not in. */
export type Standing = (typeof standings)[number];

/** What one would have to be for it: one of these, or nobody can be it. */
export type Needed = Standing | 'nobody';

/** What somebody is who has it, as a sentence says it. */
export const asOne = {
  owner: 'an owner',
  op: 'an op',
  voice: 'somebody with voice',
  member: 'a member',
  invited: 'invited',
  outsider: 'not in it',
  nobody: 'nobody',
} as const satisfies Record<Needed, string>;

/** True when `one` is lower than `other`. */
export const isBelow = (one: Standing, other: Needed): boolean =>
  other === 'nobody' || standings.indexOf(one) > standings.indexOf(other);
