/** Tells who comes, goes and changes. Each session is told once; a big room is told only its count. */
import type { ByeCode, Event, EventOf } from '../../grammar/events.ts';
import type { LogKey, PrivateKey, RoomKey } from '../../grammar/names.ts';
import { MAX_PRESENCE_MEMBERS } from '../../grammar/text.ts';
import { type Act, iso } from './act.ts';
import { mayHear } from './bots.ts';
import type { Effect } from './effects.ts';
import type { Seq, Time } from './ids.ts';
import { hide } from './ignoring.ts';
import { forgetPerson, forgetSession } from './keeping.ts';
import type { BotToken } from './kept.ts';
import { ALWAYS, comeBack, stayFrom } from './past.ts';
import { banOn } from './policy.ts';
import { logsOf, readPlace } from './reads.ts';
import { whyNot } from './refusing.ts';
import { bequeath } from './roles.ts';
import { isGone, type Person, type Room, type Session, type Stay } from './state.ts';
import { roomState } from './views.ts';
import type { World } from './world.ts';

/** A big room is told its count at this interval. */
const COUNT_INTERVAL_MS = 1000;

const isBig = (room: Room): boolean => room.members.size > MAX_PRESENCE_MEMBERS;

/**
 * Enters `room` in the world; those in it are told unless the person comes quietly, and its sessions how the room is now:
 * the one that acts behind what it missed after `after`. `stay` is theirs who were there before, as somebody else.
 */
export function enter(
  act: Act,
  room: Room,
  quietly: boolean,
  { after, stay }: { after?: Seq | undefined; stay?: Stay | undefined } = {},
): void {
  const { person, world } = act;
  const { key, name, fold } = room;
  if (quietly) world.set(person, 'quiet', new Set([...person.quiet, key]));
  appear(act, person, room, stay ?? stayFrom(room, world.now));
  act.eachIn(key, person, (who) => ({ do: 'enter', who, log: key, name, seq: fold.seq }));
  if (after !== undefined) act.replay(room, after);
  for (const session of person.sessions.values()) {
    if (session === act.session || !mayHear(session, key)) continue;
    act.do({ do: 'tell', to: session.id, event: roomState(room) });
  }
  act.answer(roomState(room));
  const welcome = fold.policy.settings.get('welcome');
  if (welcome) {
    const { from, value: text } = welcome;
    act.tell({ ev: 'welcomed', room: name, from, text, at: act.at });
  }
}

/** Lets a person be in `room`. The members are told, unless the person comes quietly. */
function appear(act: Act, person: Person, room: Room, stay: Stay): void {
  const { nick, identity, quiet } = person;
  const role = room.fold.policy.roles.get(identity);
  const event: Event = { ev: 'joined', room: room.name, nick, ...(role && { role }), at: act.at };
  if (!quiet.has(room.key)) tellRoom(act, room, event);
  act.world.rooms.addMember(person, room, stay);
}

/** Lets a person leave `room`. The members are told, and the leaver in any case; `besides` is a session of theirs that never was there. */
export function part(act: Act, room: Room, reason: string | undefined, besides?: Session): void {
  const { person, world } = act;
  const event: Event = {
    ev: 'parted',
    room: room.name,
    nick: person.nick,
    ...(reason !== undefined && { reason }),
    at: act.at,
  };
  const quietly = person.quiet.has(room.key);
  act.eachIn(room.key, person, (who) => ({ do: 'leave', who, log: room.key }));
  world.rooms.removeMember(person, room);
  for (const session of person.sessions.values()) {
    if (session !== besides && mayHear(session, room.key)) {
      act.do({ do: 'tell', to: session.id, event });
    }
  }
  if (!quietly) tellRoom(act, room, event);
}

/** Removes somebody who was put out. The event that put them out has told it. */
export function putOut(act: Act, room: Room, who: Person): void {
  act.eachIn(room.key, who, (session) => ({ do: 'leave', who: session, log: room.key }));
  act.world.rooms.removeMember(who, room);
}

function tellRoom(act: Act, room: Room, event: Event): void {
  if (isBig(room)) count(act.world, act.effects, room);
  else if (room.members.size > 0)
    act.do({ do: 'announce', logs: [room.key], event, author: act.person.identity });
}

function count(world: World, effects: Effect[], room: Room): void {
  if (room.counting) return;
  world.set(room, 'counting', true);
  effects.push({
    do: 'remind',
    after: COUNT_INTERVAL_MS,
    due: { due: 'count', room: room.key },
  });
}

/** Tells a big room how many members it has now. */
export function tellCount(world: World, effects: Effect[], room: Room): void {
  world.set(room, 'counting', false);
  const event: Event = {
    ev: 'count',
    room: room.name,
    count: room.members.size,
    at: iso(world.now),
  };
  effects.push({ do: 'announce', logs: [room.key], event });
}

/** Who is told whether a person is there: not big rooms, nor those that it entered quietly, but private peers. */
export const watchers = (person: Person): LogKey[] => [
  ...watching(person.rooms.values(), person.quiet),
  ...(person.privates?.keys() ?? []),
];

/** The logs that are told that a person has another nick: all rooms and private logs of theirs. */
export const acquaintances = (person: Person): LogKey[] => [
  ...person.rooms.keys(),
  ...(person.privates?.keys() ?? []),
];

/** Those of the rooms that are told who comes and goes. */
const watching = (rooms: Iterable<Room>, quiet: ReadonlySet<RoomKey>): RoomKey[] =>
  [...rooms]
    .filter((room) => room.members.size > 0 && !isBig(room) && !quiet.has(room.key))
    .map((room) => room.key);

/** The private logs of a person who is gone that the other person still has. */
const left = (world: World, privates: Iterable<PrivateKey>): PrivateKey[] =>
  [...privates].filter((key) => world.privates.has(key));

/**
 * Ends a session: its connection, if any, hears a bye with `code` and `message`, and is closed. With the last one its person has quit, which their
 * rooms and private peers are told.
 */
export function end(act: Act, reason: string, message = 'See you.', code: ByeCode = 'quit'): void {
  const { id, person } = act.session;
  const { told, inherited } = depart(act);
  act.do({
    do: 'end',
    who: id,
    nick: person.nick,
    author: person.identity,
    told,
    reason,
    at: act.at,
    bye: { code, message },
  });
  tellHeirs(act.world, act.effects, inherited);
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
  return departed(world, effects, person, session.lost);
}

/** A session of a person is over, or another's: with the last one they have quit. What roles accounts have, they keep. */
function departed(world: World, effects: Effect[], person: Person, lost?: Time): Departure {
  if (!isGone(person)) return { told: [], inherited: [] };
  if (person.account) world.set(person, 'seen', lost ?? world.now);
  const told = quit(world, effects, person);
  return { told, inherited: person.account ? [] : bequeath(world, person) };
}

/** Announces to each room who has inherited a role there. */
export function tellHeirs(
  world: World,
  effects: Effect[],
  inherited: Departure['inherited'],
): void {
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
  for (const { key: log } of logsOf(from)) {
    if (mayHear(session, log)) act.do({ do: 'leave', who, log });
  }
  const over = forgetSession(session);
  if (isBack) comeBack(world, to);
  world.sessions.move(session, to, world.now, bot);
  if (!to.stored) act.effects.push(...over);
  const { told, inherited } = departed(world, act.effects, from);
  const { nick, identity: author } = from;
  if (told.length > 0)
    act.do({ do: 'announce', logs: told, event: { ev: 'quit', nick, reason, at }, author });
  tellHeirs(world, act.effects, inherited);
  if (from.ignored.size + to.ignored.size > 0) act.do(hide(who, to));
  act.tell({ ev: 'nick', from: nick, to: to.nick, at });
  for (const room of [...to.rooms.values()]) keepOut(act, room, isBack);
  for (const room of isBack ? to.rooms.values() : []) {
    appear(act, to, room, room.stays.get(to.identity) ?? ALWAYS);
  }
  for (const log of logsOf(to)) {
    const { key, fold } = log;
    if (!mayHear(session, key)) continue;
    act.do({ do: 'enter', who, log: key, name: 'name' in log ? log.name : key, seq: fold.seq });
    if ('pair' in log) world.privates.arrive(session, log.key, readPlace(to, log));
  }
  world.touch(session);
}

/**
 * Whoever comes from where a ban of a room of theirs hits them is in it no more, and is told why. Who was there is told that
 * they have left, but nobody who did not know that they had come.
 */
function keepOut(act: Act, room: Room, isBack: boolean): void {
  const { person, session, world } = act;
  if (banOn(room.fold.policy, person, world.now) === undefined) return;
  const refused = whyNot(act, { do: 'join' }, room);
  if (isBack) world.rooms.removeMember(person, room);
  else part(act, room, 'banned', session);
  if (refused) act.tell({ ev: 'error', ...refused, target: room.name });
}

/**
 * A person has no session left: an account is offline in its rooms, a guest leaves them and the world. Returns the logs to
 * be told.
 */
function quit(world: World, effects: Effect[], person: Person): LogKey[] {
  const { quiet } = person;
  const rooms = [...person.rooms.values()];
  const privates = [...(person.privates?.keys() ?? [])];
  for (const room of rooms) {
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
