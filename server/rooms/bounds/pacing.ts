/** How often people may do what others hear of or what the server has to keep: who is beyond it is told when to try again. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import type { Hasty } from '../../../grammar/sentences/refusals.ts';
import { MINUTE_MS } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import { isOperator } from '../moderation/operators.ts';
import { standingIn } from '../moderation/policy.ts';
import type { Address, Person, Private, Room, Session } from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { Pace, PaceName } from './buckets.ts';

/** A bucket that something is taken from. */
interface Share {
  readonly of: PaceName;
  readonly subject: string;
  /** How often; once, unless it is said. */
  readonly times?: number;
  /** Other than the one of the server. */
  readonly pace?: Pace;
}

/** Whoever came less than this long ago, and leaves, was only visiting. */
const VISIT_MS = 60_000;

/** What is said of a wait of so many seconds. */
type Refusal = (seconds: number) => Fault;

/** Why it can't be taken from all of them yet. */
function tooEarly(
  { buckets, settings, now }: World,
  shares: readonly Share[],
  refusal: Refusal,
): Fault | undefined {
  const waits = shares.map(({ of, subject, times, pace = settings.limits.paces[of] }) =>
    buckets[of].wait(subject, pace, now, times),
  );
  const wait = Math.max(0, ...waits);
  return wait === 0 ? undefined : refusal(Math.ceil(wait / 1000));
}

/** Takes it from each. */
function spend({ buckets, settings, now }: World, shares: readonly Share[]): void {
  for (const { of, subject, times = 1, pace = settings.limits.paces[of] } of shares) {
    for (let n = 0; n < times; n += 1) buckets[of].take(subject, pace, now);
  }
}

const tooSoon =
  (what?: Hasty): Refusal =>
  (seconds) =>
    fault('too_soon', { seconds, ...(what && { what }) });

/** Guests who come and go in a room keep guests waiting, and people with accounts only those who have one. */
const churnOf = ({ key, fold }: Room, { account }: Person): Share => {
  const most = Number(fold.policy.settings.get('churn')?.value ?? 0);
  const set = most > 0 && { pace: { burst: most, everyMs: MINUTE_MS / most } };
  return { of: 'churnOfRoom', subject: account ? `${key} accounts` : key, ...set };
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
  spend(world, [churnOf(room, person), ...changesOf(person, last.address)]);
}

/** Why too much has changed in a room for one more change. */
function unquiet(world: World, room: Room, person: Person): Fault | undefined {
  const { name } = room;
  return tooEarly(world, [churnOf(room, person)], (seconds) => ({
    ...fault('too_soon', { seconds, room: name }),
    target: name,
  }));
}

/** Why somebody may not come into a room yet: too many came and went. Whoever has a role there, or is invited, may. */
export function tooRestless({ person, session, world }: Act, room: Room): Fault | undefined {
  const { fold, members } = room;
  const isKnown = standingIn(fold.policy, person.identity, false, world.now) !== 'outsider';
  if (members.size === 0 || isKnown) return undefined;
  const own = changesOf(person, session.address);
  return tooEarly(world, own, tooSoon('changes')) ?? unquiet(world, room, person);
}

/** True when somebody may change what others see of them, in these rooms; refuses otherwise. Where nobody hears of it, it costs nothing. */
export function mayChange(act: Act, rooms: Iterable<Room>): boolean {
  const { person, session, world } = act;
  const heard = [...rooms].filter(({ members }) => members.size > 1);
  if (heard.length === 0 && !person.privates?.size) return true;
  const own = changesOf(person, session.address);
  const strange = heard.filter(({ fold }) => !fold.policy.roles.has(person.identity));
  const refused =
    tooEarly(world, own, tooSoon('changes')) ??
    strange.map((room) => unquiet(world, room, person)).find((each) => each);
  if (refused === undefined) spend(world, [...own, ...heard.map((room) => churnOf(room, person))]);
  return act.mayGoOn(refused);
}

const returnsOf = ({ identity }: Person): Share[] => [{ of: 'changesOfPerson', subject: identity }];

/** Why an account that is offline may not come back into its rooms yet. It alone counts: all of an office come at nine. */
export const mayComeBack = (world: World, account: Person): Fault | undefined =>
  isHeard(account) ? tooEarly(world, returnsOf(account), tooSoon('changes')) : undefined;

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
  const shares = [
    ...both(act, 'strangers', first.length),
    ...both(act, 'unanswered', isMessage ? strangers.length : 0),
  ];
  const refused = tooEarly(world, shares, (seconds) =>
    fault('too_many_tries', { what: 'messages to strangers', seconds }),
  );
  if (refused === undefined) spend(world, shares);
  return act.mayGoOn(refused);
}

/** Of a person and of their address; nothing of no times. */
const both = (
  { person: { identity }, session: { address } }: Act,
  what: 'strangers' | 'unanswered' | 'rooms',
  times = 1,
): Share[] =>
  times === 0
    ? []
    : [
        { of: `${what}OfPerson`, subject: identity, times },
        { of: `${what}OfAddress`, subject: address.name, times },
      ];

const knocksOf = ({ identity }: Person, { key }: Room): Share[] => [
  { of: 'knocksOfPerson', subject: identity },
  { of: 'knocksOfRoom', subject: key },
];

const reportsOf = ({ identity }: Person): Share[] => [{ of: 'reportsOfPerson', subject: identity }];

/** Why somebody may not report a message yet. */
export const tooSoonToReport = ({ person, world }: Act): Fault | undefined =>
  tooEarly(world, reportsOf(person), tooSoon());

/** True when staff may be told that somebody knocks; refuses otherwise. */
export const mayKnock = (act: Act, room: Room): boolean =>
  mayAskStaff(act, knocksOf(act.person, room));

/** True when staff may be told what somebody reports; refuses otherwise. */
export const mayReport = (act: Act): boolean => mayAskStaff(act, reportsOf(act.person));

function mayAskStaff(act: Act, own: readonly Share[]): boolean {
  const { session, world } = act;
  const asks: Share = { of: 'asksOfAddress', subject: session.address.name };
  const refused = tooEarly(world, own, tooSoon()) ?? tooEarly(world, [asks], tooSoon('asks'));
  if (refused === undefined) spend(world, [...own, asks]);
  return act.mayGoOn(refused);
}

/** Why no room may be opened yet. */
export const tooManyOpened = (act: Act): Fault | undefined =>
  tooEarly(act.world, both(act, 'rooms'), tooSoon('rooms'));

/** A room is opened. */
export const noteOpened = (act: Act): void => spend(act.world, both(act, 'rooms'));

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
  const refused = tooEarly(world, shares, tooSoon(what));
  if (refused === undefined) spend(world, shares);
  return refused;
}
