/** How often people may do what others hear of or what the server has to keep: who is beyond it is told when to try again. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import { isOperator } from '../moderation/operators.ts';
import { standingIn } from '../moderation/policy.ts';
import type { Address, Person, Private, Room, Session } from '../state.ts';
import type { World } from '../world.ts';
import type { Rate, RateName } from './buckets.ts';

/** A bucket that something is taken from. */
interface Share {
  readonly of: RateName;
  readonly subject: string;
  /** How often; once, unless it is said. */
  readonly times?: number;
  /** Other than the one of the server. */
  readonly rate?: Rate;
}

/** Whoever came less than this long ago, and leaves, was only visiting. */
const VISIT_MS = 60_000;

/** In how many whole seconds all of these give what is to be taken. */
function secondsUntil({ buckets, settings, now }: World, shares: readonly Share[]): number {
  const waits = shares.map(({ of, subject, times, rate = settings.limits.rates[of] }) =>
    buckets[of].wait(subject, rate, now, times),
  );
  return Math.ceil(Math.max(0, ...waits) / 1000);
}

/** Takes it from each. */
function spend({ buckets, settings, now }: World, shares: readonly Share[]): void {
  for (const { of, subject, times = 1, rate = settings.limits.rates[of] } of shares) {
    for (let n = 0; n < times; n += 1) buckets[of].take(subject, rate, now);
  }
}

const MINUTE_MS = 60_000;

const churnOf = ({ key, fold }: Room): Share => {
  const most = Number(fold.policy.settings.get('churn')?.value ?? 0);
  const set = most > 0 && { rate: { burst: most, everyMs: MINUTE_MS / most } };
  return { of: 'churnOfRoom', subject: key, ...set };
};

const changesOf = ({ identity }: Person, { name }: Address): Share[] => [
  { of: 'changesOfPerson', subject: identity },
  { of: 'changesOfAddress', subject: name },
];

/** Somebody leaves a room that is told so, in which others are: with a session that was lost, they were there until then. */
export function noteVisit(world: World, person: Person, last: Session, room: Room): void {
  const since = person.rooms.of(room.key)?.since ?? 0;
  const until = last.lost ?? world.now;
  if (room.members.size < 2 || until - since >= VISIT_MS) return;
  spend(world, [churnOf(room), ...changesOf(person, last.address)]);
}

/** Why somebody may not come into a room yet: too many came and went. Whoever has a role there, or is invited, may. */
export function tooRestless({ person, session, world }: Act, room: Room): Fault | undefined {
  const { fold, members, name } = room;
  const isKnown = standingIn(fold.policy, person.identity, false, world.now) !== 'outsider';
  if (members.size === 0 || isKnown) return undefined;
  return (
    restless(world, changesOf(person, session.address)) ?? restless(world, [churnOf(room)], name)
  );
}

function restless(world: World, shares: readonly Share[], room?: string): Fault | undefined {
  const seconds = secondsUntil(world, shares);
  if (seconds === 0) return undefined;
  const refused = fault('too_soon', {
    seconds,
    ...(room === undefined ? { what: 'changes' } : { room }),
  });
  return room === undefined ? refused : { ...refused, target: room };
}

/** True when somebody may change what others see of them, in these rooms; refuses otherwise. Where nobody hears of it, it costs nothing. */
export function mayChange(act: Act, rooms: Iterable<Room>): boolean {
  const { person, session, world } = act;
  const heard = [...rooms].filter(({ members }) => members.size > 1);
  if (heard.length === 0 && !person.privates?.size) return true;
  const own = changesOf(person, session.address);
  const strange = heard.filter(({ fold }) => !fold.policy.roles.has(person.identity));
  const refused =
    restless(world, own) ??
    strange.map((room) => restless(world, [churnOf(room)], room.name)).find((each) => each);
  if (refused) act.refuse(refused);
  else spend(world, [...own, ...heard.map(churnOf)]);
  return refused === undefined;
}

const returnsOf = ({ identity }: Person): Share[] => [{ of: 'changesOfPerson', subject: identity }];

/** Why an account that is offline may not come back into its rooms yet. It alone counts: all of an office come at nine. */
export const mayComeBack = (world: World, account: Person): Fault | undefined =>
  isHeard(account) ? restless(world, returnsOf(account)) : undefined;

/** It has come. */
export function noteReturn(world: World, account: Person): void {
  if (isHeard(account)) spend(world, returnsOf(account));
}

const isHeard = ({ rooms }: Person): boolean =>
  [...rooms.values()].some(({ members }) => members.size > 0);

/** True when somebody may write to all of these, or invite them; refuses otherwise. Who has written to them is no stranger; operators are not counted. */
export function mayApproach(act: Act, to: readonly Person[], isMessage: boolean): boolean {
  const { person, world } = act;
  const wrote = (who: Person, other: Person): boolean =>
    world.privates.find(who.identity, other.identity)?.wrote.includes(who.identity) ?? false;
  const strangers = isOperator(person)
    ? []
    : to.filter((who) => who !== person && !wrote(who, person));
  const first = strangers.filter((who) => !wrote(person, who));
  const shares = approach(act, first.length, isMessage ? strangers.length : 0);
  const seconds = secondsUntil(world, shares);
  if (seconds === 0) spend(world, shares);
  else act.refuse(fault('too_many_tries', { what: 'messages to strangers', seconds }));
  return seconds === 0;
}

const approach = (
  { person: { identity }, session: { address } }: Act,
  strangers: number,
  unanswered: number,
): Share[] => [
  ...(strangers > 0 ? both('strangers', identity, address, strangers) : []),
  ...(unanswered > 0 ? both('unanswered', identity, address, unanswered) : []),
];

const both = (
  what: 'strangers' | 'unanswered' | 'rooms',
  identity: string,
  { name }: Address,
  times = 1,
): Share[] => [
  { of: `${what}OfPerson`, subject: identity, times },
  { of: `${what}OfAddress`, subject: name, times },
];

/** True when staff may be told something on behalf of somebody; refuses otherwise. */
export function mayAskStaff(act: Act): boolean {
  const { session, world } = act;
  const shares: Share[] = [{ of: 'asksOfAddress', subject: session.address.name }];
  const seconds = secondsUntil(world, shares);
  if (seconds === 0) spend(world, shares);
  else act.refuse(fault('too_soon', { seconds, what: 'asks' }));
  return seconds === 0;
}

/** Why no room may be opened yet. */
export function tooManyOpened({ person, session, world }: Act): Fault | undefined {
  const seconds = secondsUntil(world, both('rooms', person.identity, session.address));
  return seconds === 0 ? undefined : fault('too_soon', { seconds, what: 'rooms' });
}

/** A room is opened. */
export const noteOpened = ({ person, session, world }: Act): void =>
  spend(world, both('rooms', person.identity, session.address));

/** Why a message may not be changed yet, or reacted to; otherwise that is taken. */
export function tooOften(
  { person, world }: Act,
  what: 'edits' | 'reactions',
  log: Room | Private,
  seq: number,
): Fault | undefined {
  const subject = `${log.key} ${seq}`;
  const whole: Share = { of: `${what}OfMessage`, subject };
  const own: Share = { of: 'reactionsOfPerson', subject: `${subject} ${person.identity}` };
  const shares = what === 'edits' ? [whole] : [own, whole];
  const seconds = secondsUntil(world, shares);
  if (seconds > 0) return fault('too_soon', { seconds, what });
  spend(world, shares);
  return undefined;
}
