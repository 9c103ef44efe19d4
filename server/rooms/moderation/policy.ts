/** How a room is governed: who has which role in it, what is set, who is invited, and who is banned or muted. A part of the fold of its log. */
import { roomKey } from '../../../grammar/names.ts';
import { isBelow, type Role, type Standing } from '../../../grammar/roles.ts';
import type { SettingName } from '../../../grammar/settings.ts';
import type { Identity, Seq, Time } from '../world/ids.ts';
import { type Measure, measuresOn, withMeasure } from './measures.ts';
import type { Somebody } from './whom.ts';

/** Who may do what in a room: a fold of its log. Never changed in place. */
export interface Policy {
  /** Whoever has one other than member; the one who has had it longest is first. */
  readonly roles: ReadonlyMap<Identity, Role>;
  /** What is not off. */
  readonly settings: ReadonlyMap<SettingName, SetTo>;
  /** Those who may come in, whatever is set; the one invited first is first. */
  readonly invited: ReadonlyMap<Identity, Invitation>;
  /** Bans, mutes and exceptions, the oldest first; some may be over. */
  readonly measures: readonly Measure[];
  /** Names that it had, each as it was spelt: they lead to it. */
  readonly formerly: readonly string[];
  /** What staff did last, the oldest first: it can be taken back. */
  readonly acts: readonly StaffAct[];
}

/** Until when it holds, like `at`; without it, until they are put out. */
export interface Invitation {
  readonly until?: string;
}

/** What a setting was set to, by whom and when. */
export interface SetTo {
  readonly name: SettingName;
  readonly value: string;
  readonly from: string;
  readonly at: string;
}

/** One act, by the number of its event. Bans and their like are found among the measures while they hold. */
export type StaffAct = { readonly seq: Seq } & (
  | { readonly did: 'role'; readonly whom: Identity; readonly was: Role; readonly is: Role }
  | { readonly did: 'setting'; readonly name: SettingName; readonly was: string }
  | { readonly did: 'kick'; readonly whom: Identity }
  | { readonly did: 'lift'; readonly measure: Measure }
  | { readonly did: 'lockdown'; readonly state: 'on' | 'off' }
);

/** So many acts of one room can be taken back. What is kept of its log holds them all. */
export const MAX_ACTS = 100;

/** A room has had at most so many other names. */
export const MAX_FORMER_NAMES = 20;

/** So many people are invited to one room at a time; then the first of them has to be invited again. */
export const MAX_INVITED = 200;

/** The policy of a room in which nothing was set. */
export const noPolicy: Policy = {
  roles: new Map(),
  settings: new Map(),
  invited: new Map(),
  measures: [],
  formerly: [],
  acts: [],
};

/** Of a room that somebody opens. */
export const foundedBy = (founder: Identity): Policy => ({
  ...noPolicy,
  roles: new Map([[founder, 'owner']]),
});

/** The role of a person; `member` when none was given. */
export const roleIn = ({ roles }: Policy, who: Identity): Role => roles.get(who) ?? 'member';

/** What somebody is to a room at a time; whoever has a role has it outside, too. */
export function standingIn(
  { roles, invited }: Policy,
  who: Identity,
  isIn: boolean,
  now: Time,
): Standing {
  const role = roles.get(who);
  if (role !== undefined) return role;
  if (isIn) return 'member';
  const invitation = invited.get(who);
  if (invitation === undefined) return 'outsider';
  const { until } = invitation;
  return until === undefined || Date.parse(until) > now ? 'invited' : 'outsider';
}

/** Nobody owns the room. */
export const isOwnerless = ({ roles }: Policy): boolean => ![...roles.values()].includes('owner');

/** Ops and owners: no ban, mute or exception is for them. */
export const isStaff = (policy: Policy, who: Identity): boolean =>
  !isBelow(roleIn(policy, who), 'op');

/** The ban that keeps somebody out, if there is one. */
export const banOn = (policy: Policy, who: Somebody, now: Time): Measure | undefined =>
  isStaff(policy, who.identity)
    ? undefined
    : measuresOn(policy.measures, who, now).find(({ does }) => does === 'ban');

/** The only one who owns the room. */
export function isOnlyOwner({ roles }: Policy, who: Identity): boolean {
  const owners = [...roles].filter(([, role]) => role === 'owner');
  return owners.length === 1 && owners[0]?.[0] === who;
}

/** The policy with a role given or taken away. */
export function withRole(policy: Policy, who: Identity, role: Role): Policy {
  const roles = new Map(policy.roles);
  // Who has had a role longest is known by its place.
  if (roles.get(who) !== role) roles.delete(who);
  if (role !== 'member') roles.set(who, role);
  return { ...policy, roles };
}

/** The policy with a setting as it is from here on; `off` takes it away. */
export function withSetting(policy: Policy, to: SetTo): Policy {
  const settings = new Map(policy.settings);
  if (to.value === 'off') settings.delete(to.name);
  else settings.set(to.name, to);
  return { ...policy, settings };
}

/** It is called `now`; what it was called before leads to it, unless that is only spelt otherwise. */
export function withName(policy: Policy, now: string, was: string): Policy {
  const isOther = (name: string) => roomKey(name) !== roomKey(now);
  const before = policy.formerly.filter((name) => isOther(name) && roomKey(name) !== roomKey(was));
  return { ...policy, formerly: [...before, was].filter(isOther) };
}

/** The policy with one more person invited. When too many are, the one invited longest ago is forgotten. */
export function withInvited(policy: Policy, who: Identity, invitation: Invitation): Policy {
  const others = [...policy.invited].filter(([other]) => other !== who);
  const invited: [Identity, Invitation][] = [...others, [who, invitation]];
  return { ...policy, invited: new Map(invited.slice(-MAX_INVITED)) };
}

/** The policy with a person invited no more. */
export function withoutInvited(policy: Policy, who: Identity): Policy {
  if (!policy.invited.has(who)) return policy;
  return { ...policy, invited: new Map([...policy.invited].filter(([other]) => other !== who)) };
}

/** Somebody is banned, muted, or allowed. */
export function measured(policy: Policy, measure: Measure): Policy {
  const { does, whom } = measure;
  const isPersonsBan = does === 'ban' && whom.kind === 'person';
  const uninvited = isPersonsBan ? withoutInvited(policy, whom.identity) : policy;
  return { ...uninvited, measures: withMeasure(policy.measures, measure) };
}

/** The measure of that number is taken back. */
export function lifted(policy: Policy, of: Seq, by: Seq): Policy {
  const measure = policy.measures.find(({ seq }) => seq === of);
  if (measure === undefined) return policy;
  const measures = policy.measures.filter((each) => each !== measure);
  return acted({ ...policy, measures }, { seq: by, did: 'lift', measure });
}

/** Staff did something that can be taken back; of too many acts the oldest is let go. */
export const acted = (policy: Policy, act: StaffAct): Policy => ({
  ...policy,
  acts: [...policy.acts, act].slice(-MAX_ACTS),
});

/** Without those who are gone; a room that has no owner then belongs to its oldest op. */
export function remaining(policy: Policy, isThere: (who: Identity) => boolean): Policy {
  const there = [...policy.roles].filter(([who]) => isThere(who));
  const roles = new Map(there);
  const isOwned = there.some(([, role]) => role === 'owner');
  const [heir] = isOwned ? [] : (there.find(([, role]) => role === 'op') ?? []);
  if (heir !== undefined) roles.set(heir, 'owner');
  return {
    ...policy,
    roles,
    invited: new Map([...policy.invited].filter(([who]) => isThere(who))),
  };
}
