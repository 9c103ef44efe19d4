/** Bans, mutes and exceptions are set and taken back: each time an event of the room's log. */
import type { CommandOf } from '../../../grammar/ast.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { type MeasureKind, measureNames } from '../../../grammar/measures.ts';
import { networkProblem } from '../../../grammar/names/network.ts';
import { whomKey, whomKind } from '../../../grammar/names/whom.ts';
import { isServer } from '../../../grammar/names.ts';
import { shown } from '../../../grammar/reading/quote.ts';
import { asOne } from '../../../grammar/roles.ts';
import type { Act } from '../act.ts';
import { firstOf } from '../cutting.ts';
import { called } from '../lookup.ts';
import { putOut } from '../presence.ts';
import type { Face, Person, Room } from '../world/state.ts';
import { putOutBanned, watchExceptions } from './exceptions.ts';
import { looksAfter } from './may.ts';
import { endOf, inForce, MAX_MEASURES, type Measure } from './measures.ts';
import { roleIn } from './policy.ts';
import { mayDo } from './refusing.ts';
import { putOff } from './server-bans.ts';
import { addressesOf, calledBy, isHit, isSameWhom, type Whom, whomOf } from './whom.ts';

/** One ban puts at most so many people out. */
const MAX_PUT_OUT = 100;
/** Where so many others come from as well, nobody is kept out for coming from there. */
const MAX_SPARED = 50;

const events = { ban: 'banned', mute: 'muted', allow: 'allowed' } as const;

/** Sets something about whoever the command means; or says whom that would hit, and changes nothing. */
export function impose(act: Act, command: CommandOf<MeasureKind>, room: Room): void {
  const { cmd: does, who, for: time, reason, preview } = command;
  if (!mayDo(act, { do: 'ban' }, room)) return;
  const { name } = room;
  const problem = whomKind(who) === 'address' ? networkProblem(who) : undefined;
  if (problem) return act.refuse(fault('bad_who', { who: shown(who), problem }));
  const whom = whomOf(who) ?? whomCalled(act, room, who, does);
  if (whom === undefined) return;
  const { hit, spared } = sortedOut(act, room, whom, does);
  if (preview) {
    return act.show(hitList({ room: name, does, who }, hit, spared));
  }
  enact(
    act,
    room,
    { does, whom, ...endOf(time, act.world.now), ...(reason !== undefined && { reason }) },
    hit,
  );
}

/** Whom a measure would hit, and which of the staff it would hit if they were not. */
function hitList(
  of: Pick<EventOf<'hits'>, 'room' | 'does' | 'who'>,
  hit: readonly Face[],
  spared: readonly Face[],
): EventOf<'hits'> {
  const nickOf = ({ nick }: Face): string => nick;
  const { list, ...more } = firstOf(hit, nickOf);
  const staff = firstOf(spared, nickOf).list;
  const people = { count: hit.length, people: list, ...more };
  return { ev: 'hits', ...of, ...people, ...(staff.length > 0 && { spared: staff }) };
}

/** Sets once more what was taken back: those whom it hits now. */
export function setAgain(
  act: Act,
  room: Room,
  { seq: _, at: __, from: ___, ...set }: Measure,
): void {
  if (!mayDo(act, { do: 'ban' }, room)) return;
  enact(act, room, set, sortedOut(act, room, set.whom, set.does).hit);
}

/** Records it, and puts those whom a ban hits out. */
function enact(
  act: Act,
  room: Room,
  { does, whom, ...rest }: Pick<Measure, 'does' | 'whom' | 'until' | 'reason'>,
  hit: readonly Person[],
): void {
  const { name, fold } = room;
  if (does === 'ban' && hit.length > MAX_PUT_OUT) {
    const who = calledBy(whom);
    return act.refuse(fault('too_many_hit', { who, count: hit.length, limit: MAX_PUT_OUT }));
  }
  const others = inForce(fold.policy.measures, act.world.now).filter(
    (measure) => measure.does !== does || !isSameWhom(measure.whom, whom),
  );
  if (others.length >= MAX_MEASURES) {
    return act.refuse(fault('too_many_measures', { room: name, limit: MAX_MEASURES }));
  }
  const event = { ev: events[does], ...publicly(whom), ...rest };
  const place = act.recordIn(room, event, { aim: whom });
  // Those that are over, too: the alarm of one that nobody has looked at yet gives way to this one.
  const exceptions = does === 'allow' ? [...fold.policy.measures, { does, ...rest }] : [];
  watchExceptions(act.world, act.effects, room.key, exceptions);
  for (const each of does === 'ban' ? hit : []) {
    if (isServer(name)) putOff(act, each);
    else putOut(act, room, each, { reason: rest.reason, follows: true });
  }
  act.done(place);
}

/** Takes back what was set about whoever the command means. */
export function lift(act: Act, does: MeasureKind, who: string, room: Room): void {
  if (!mayDo(act, { do: 'ban' }, room)) return;
  const { persons, now } = act.world;
  const known = persons.byNick(who)?.identity;
  const isMeant = ({ whom }: Measure): boolean =>
    whomKey(calledBy(whom)) === whomKey(who) || (whom.kind === 'person' && whom.identity === known);
  const measure = inForce(room.fold.policy.measures, now).find(
    (each) => each.does === does && isMeant(each),
  );
  if (measure === undefined) {
    const what = { who: shown(who), measure: measureNames[does] };
    return act.refuse(fault('no_such_measure', { room: room.name, ...what }));
  }
  takeBack(act, room, measure);
}

/** Records that a measure holds no more. Whom an exception let off is hit from then on. */
export function takeBack(act: Act, room: Room, { does: measure, seq: of, whom }: Measure): void {
  const place = act.recordIn(room, { ev: 'lifted', measure, of, ...publicly(whom) });
  if (measure === 'allow') putOutBanned(act.world, act.effects, room);
  act.done(place);
}

/** Whom a measure is about, as everybody may know it. */
const publicly = (whom: Whom): Pick<EventOf<'banned'>, 'kind' | 'who'> =>
  whom.kind === 'address' ? { kind: whom.kind } : { kind: whom.kind, who: calledBy(whom) };

/** Whoever is called so, also an account that is offline and a guest who has quit of late; refuses otherwise, and for staff. */
function whomCalled(act: Act, room: Room, nick: string, does: MeasureKind): Whom | undefined {
  const { persons, departed } = act.world;
  const isKnown = does === 'allow' || persons.byNick(nick) !== undefined;
  const gone = isKnown ? undefined : departed.byNick(nick);
  if (gone) return withAddresses(act, room, { kind: 'person', ...of(gone) }, [gone.address]);
  const who = called(act, nick);
  if (who === undefined) return undefined;
  if (does !== 'allow' && looksAfter(who, room)) {
    const role = asOne[roleIn(room.fold.policy, who.identity)];
    act.refuse(fault('is_staff', { room: room.name, nick: who.nick, role }));
    return undefined;
  }
  const whom = { kind: 'person', ...of(who) } as const;
  return who.account || does === 'allow' ? whom : withAddresses(act, room, whom, addressesOf(who));
}

const of = ({ identity, nick }: Pick<Person, 'identity' | 'nick'>) => ({ identity, nick });

/** A guest who comes again is another one: what stays the same is where they come from. */
function withAddresses(
  { world }: Act,
  room: Room,
  whom: Whom & { kind: 'person' },
  from: readonly string[],
): Whom {
  const addresses = from.filter(Boolean);
  const here = isServer(room.name) ? world.persons.here : room.members;
  const spared = [...here.values()]
    .filter((other) => other.identity !== whom.identity)
    .filter((other) => addressesOf(other).some((address) => addresses.includes(address)))
    .map(({ identity }) => identity);
  if (addresses.length === 0 || spared.length > MAX_SPARED) return whom;
  return { ...whom, addresses, ...(spared.length > 0 && { spared }) };
}

/**
 * The members, here or not, whom it hits, and the staff that it would hit if they were not. Whoever is allowed is not hit. With a guest
 * nobody else is: those who come from there are not told of.
 */
function sortedOut(
  { world }: Act,
  room: Room,
  whom: Whom,
  does: MeasureKind,
): { hit: Person[]; spared: Person[] } {
  const { policy } = room.fold;
  const exceptions = inForce(policy.measures, world.now).filter((each) => each.does === 'allow');
  const isAllowed = (who: Person): boolean =>
    does !== 'allow' && exceptions.some((each) => isHit(who, each.whom, Date.parse(each.at)));
  const members = isServer(room.name)
    ? [...world.persons.here.values()]
    : [...room.stays.keys()].flatMap((who) => world.persons.face(who) ?? []);
  world.looked += members.length;
  const all = members
    .filter((who) => isHit(who, whom, world.now))
    .flatMap(({ identity }) => world.persons.get(identity) ?? []);
  const staff = new Set(all.filter((who) => looksAfter(who, room)));
  return {
    hit: all.filter((who) => !staff.has(who) && !isAllowed(who)),
    spared: whom.kind === 'person' ? [] : [...staff],
  };
}
