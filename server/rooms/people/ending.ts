/** Ends sessions, and persons with their last one; lets a session go over to another person. */
import type { ByeCode, EventOf } from '../../../grammar/events.ts';
import type { LogKey, PrivateKey } from '../../../grammar/names.ts';
import { Act } from '../act.ts';
import { noteReturn, noteVisit } from '../bounds/pacing.ts';
import { forgetPerson, forgetSession } from '../durable/keeping.ts';
import type { BotToken } from '../durable/kept.ts';
import type { Effect } from '../effects.ts';
import { comeBack } from '../logs/past.ts';
import { banOn } from '../moderation/policy.ts';
import { whyNot } from '../moderation/refusing.ts';
import { bequeath } from '../moderation/roles.ts';
import { appear, count, isBig, part, watching } from '../presence.ts';
import type { Identity } from '../world/ids.ts';
import { ALWAYS, isGone, type Person, type Room, type Session } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { heardBy, hearing } from './hearing.ts';
import { hide } from './ignoring.ts';
import { readPlace } from './reads.ts';
import { keepAnswers } from './remembering.ts';

/** The private logs of a person who is gone that the other person still has. */
const left = (world: World, privates: Iterable<PrivateKey>): PrivateKey[] =>
  [...privates].filter((key) => world.privates.has(key));

/** How a session ends. */
interface Ending {
  /** The bye that its connection hears. */
  readonly message?: string;
  readonly code?: ByeCode;
  /** Whose words the reason is: who ignores them is not told it. */
  readonly author?: Identity | undefined;
}

/**
 * Ends a session: its connection, if any, hears a bye, and is closed. With the last one its person has quit, which their rooms
 * and private peers are told.
 */
export function end(
  act: Act,
  reason: string,
  { message = 'See you.', code = 'quit', author }: Ending = {},
): void {
  const { id, person } = act.session;
  const { told, inherited } = depart(act);
  act.do({
    do: 'end',
    who: id,
    nick: person.nick,
    author,
    told,
    reason,
    at: act.at,
    bye: { code, message },
  });
  tellHeirs(act.world, act.effects, inherited);
}

/** Ends several sessions for one reason. */
export function endAll(
  { world, effects }: Pick<Act, 'world' | 'effects'>,
  sessions: Iterable<Session>,
  reason: string,
  how: Ending,
): void {
  for (const session of [...sessions]) end(new Act(world, session, effects), reason, how);
}

/** Removes a person who has no session. That they have quit was told before. */
export function vanish(world: World, effects: Effect[], person: Person): void {
  const { inherited } = departed(world, effects, person);
  tellHeirs(world, effects, inherited);
}

/** Who is told when a session has ended: the logs that hear of it, and the rooms that have another owner since. */
interface Departure {
  readonly told: LogKey[];
  readonly inherited: readonly EventOf<'inherited'>[];
}

/** Removes a session, and with the last one its person. */
export function depart({ session, world, effects }: Act): Departure {
  const { person, address } = session;
  world.sessions.close(session);
  if (isGone(person) && !person.account && person.rooms.size > 0) {
    const { identity, nick } = person;
    world.departed.note({ identity, nick, address: address.name });
  }
  effects.push(...forgetSession(session));
  return departed(world, effects, person, session);
}

/** A session of a person is over, or another's: with the last one they have quit. What roles accounts have, they keep. */
function departed(world: World, effects: Effect[], person: Person, last?: Session): Departure {
  if (!isGone(person)) return { told: [], inherited: [] };
  if (person.account) {
    world.set(person, 'seen', last?.lost ?? world.now);
    world.doze(person);
  }
  const told = quit(world, effects, person, last);
  return { told, inherited: person.account ? [] : bequeath(world, person) };
}

/** A session has become another person's, so that the one that it was has quit: tells those whom it concerns. */
export function tellDeparture(
  { world, effects, at }: Act,
  { nick }: Person,
  { told, inherited }: Departure,
  reason: string,
): void {
  const event = { ev: 'quit', nick, reason, at } as const;
  if (told.length > 0) effects.push({ do: 'announce', logs: told, event });
  tellHeirs(world, effects, inherited);
}

/** Announces to each room who has inherited a role there. */
function tellHeirs(world: World, effects: Effect[], inherited: Departure['inherited']): void {
  for (const event of inherited) {
    effects.push({ do: 'announce', logs: [world.rooms.keyOf(event.room)], event });
  }
}

/**
 * A session is another person's from here on: the one that it was has quit if it was their last, and an account that was
 * offline is back in its rooms.
 */
export function goOver(act: Act, to: Person, reason: string, bot?: BotToken): void {
  const { session, person: from, world, at } = act;
  const { id: who } = session;
  const isBack = isGone(to);
  // What it has heard as whoever it was is not told again.
  const heard = new Set(from.privates?.keys());
  for (const { key: log } of heardBy(session)) act.do({ do: 'leave', who, log });
  const over = forgetSession(session);
  if (isBack) {
    comeBack(world, to);
    noteReturn(world, to);
  }
  world.sessions.move(session, to, world.now, bot);
  if (!to.stored && over.length > 0) {
    act.effects.push(...over);
    keepAnswers(world, session);
  }
  tellDeparture(act, from, departed(world, act.effects, from), reason);
  if (from.ignored.size + to.ignored.size > 0) act.do(hide(who, to));
  act.tell({ ev: 'nick', from: from.nick, to: to.nick, at });
  for (const room of [...to.rooms.values()]) leaveIfBanned(act, room, isBack);
  for (const room of isBack ? to.rooms.values() : []) {
    appear(act, to, room, to.rooms.of(room.key) ?? ALWAYS);
  }
  for (const log of heardBy(session)) {
    act.do(hearing(who, log));
    if (!('pair' in log)) continue;
    const arrived = heard.has(log.key) ? log.fold.seq : readPlace(to, log);
    world.privates.arrive(session, log.key, arrived);
  }
  world.touch(session);
}

/**
 * Whoever comes from where a ban of a room of theirs hits them is in it no more, and is told why. Who was there is told that
 * they have left, but nobody who did not know that they had come.
 */
function leaveIfBanned(act: Act, room: Room, isBack: boolean): void {
  const { person, session, world } = act;
  if (banOn(room.fold.policy, person, world.now) === undefined) return;
  const refused = whyNot(act, { do: 'join' }, room);
  if (isBack) world.rooms.removeMember(person, room);
  else part(act, room, { reason: 'banned', besides: session });
  if (refused) act.tell({ ev: 'error', ...refused, target: room.name });
}

/**
 * A person has no session left: an account is offline in its rooms, a guest leaves them and the world. Returns the logs to
 * be told.
 */
function quit(world: World, effects: Effect[], person: Person, last?: Session): LogKey[] {
  const { quiet } = person;
  const rooms = [...person.rooms.values()];
  const privates = [...(person.privates?.keys() ?? [])];
  for (const room of rooms) {
    const isTold = !person.account && !isBig(room) && !quiet.has(room.key);
    if (last && isTold) noteVisit(world, person, last, room);
    if (person.account) world.rooms.goOffline(person, room);
    else world.rooms.removeMember(person, room);
    if (isBig(room) && !quiet.has(room.key)) count(world, effects, room);
  }
  if (person.account) world.set(person, 'away', undefined);
  else for (const log of world.dismiss(person)) effects.push({ do: 'forget', log });
  effects.push(...forgetPerson(person));
  world.touch(person);
  return [...watching(rooms, quiet), ...left(world, privates)];
}
