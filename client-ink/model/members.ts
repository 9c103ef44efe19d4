/** The members of a place, sorted by the keys of their nicks: found, added and removed without a look at all of them. */
import { type NickKey, nickKey } from '../../grammar/names.ts';
import type { Role } from '../../grammar/roles.ts';

/** Somebody in a room. */
export interface Member {
  readonly key: NickKey;
  readonly nick: string;
  readonly role?: Role;
  readonly away?: true;
  /** All of their sessions are bots. */
  readonly bot?: true;
}

/** Who is in a place, as far as the server lists them. */
export interface Membership {
  /** Sorted by key. */
  readonly members: readonly Member[];
  /** How many there are: a big room lists fewer. */
  readonly count: number;
}

/** The index at which a member with this key stands, or would be inserted. */
function indexOfMember(members: readonly Member[], key: NickKey): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (members[middle]!.key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The member whose nick that is, whatever its case. */
export function memberOf(place: Membership, nick: string): Member | undefined {
  const key = nickKey(nick);
  const member = place.members[indexOfMember(place.members, key)];
  return member?.key === key ? member : undefined;
}

/** With one more member; one who is there already gets the role and state that are given. */
export function withMember<T extends Membership>(place: T, given: Omit<Member, 'key'>): T {
  const member = { ...given, key: nickKey(given.nick) };
  const index = indexOfMember(place.members, member.key);
  const known = place.members[index]?.key === member.key;
  const members = place.members.toSpliced(index, known ? 1 : 0, member);
  return { ...place, members, count: place.count + (known ? 0 : 1) };
}

/** Without the member of that nick, if there is one. */
export function withoutMember<T extends Membership>(place: T, nick: string): T {
  const key = nickKey(nick);
  const index = indexOfMember(place.members, key);
  if (place.members[index]?.key !== key) return place;
  return { ...place, members: place.members.toSpliced(index, 1), count: place.count - 1 };
}

/** Somebody has another role in the room. */
export function ranked<T extends Membership>(place: T, nick: string, role: Role): T {
  const member = memberOf(place, nick);
  if (member === undefined) return place;
  const { role: _, ...plain } = member;
  return withMember(place, role === 'member' ? plain : { ...plain, role });
}

/** Members as a `room` lists them, in the order that this file needs. */
export const sortedMembers = (given: readonly Omit<Member, 'key'>[]): Member[] =>
  given
    .map((member) => ({ ...member, key: nickKey(member.nick) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
