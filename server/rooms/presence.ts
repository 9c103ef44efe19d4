/** Lets persons enter and leave rooms as far as they may, and says who is told. Each session is told once; a big room is told only its count. */
import type { Event } from '../../grammar/events.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import { MAX_PRESENCE_MEMBERS } from '../../grammar/text.ts';
import { iso } from '../../grammar/time.ts';
import { Act, type Place } from './act.ts';
import { noteOpened, noteVisit, tooManyOpened } from './bounds/pacing.ts';
import type { Effect } from './effects.ts';
import { stayFrom } from './logs/past.ts';
import { banOn } from './moderation/policy.ts';
import { refusalBy } from './moderation/refusing.ts';
import { mayHear } from './people/bots.ts';
import { hearing } from './people/hearing.ts';
import { asMember, roomState } from './views.ts';
import type { Identity, Seq } from './world/ids.ts';
import type { Person, Room, Session, Stay } from './world/state.ts';
import type { World } from './world/world.ts';

/** A big room is told its count at this interval. */
const COUNT_INTERVAL_MS = 1000;

/** True for a room that is told counts instead of names. */
export const isBig = (room: Room): boolean => room.members.size > MAX_PRESENCE_MEMBERS;

/** How somebody enters a room. */
interface Entering {
  /** Those who are in it are not told. */
  readonly quietly?: boolean | undefined;
  /** The session that acts is told first what it missed behind this. */
  readonly after?: Seq | undefined;
  /** Of whoever was there before, as somebody else. */
  readonly stay?: Stay | undefined;
}

/** Lets a person enter `room`. Those who are in it are told, and the person's sessions how the room is now. */
export function enter(act: Act, room: Room, { quietly, after, stay }: Entering = {}): void {
  const { person, world } = act;
  const { key, name, fold } = room;
  if (quietly) world.set(person, 'quiet', new Set([...person.quiet, key]));
  appear(act, person, room, stay ?? stayFrom(room, world.now));
  act.eachIn(key, person, (who) => hearing(who, room));
  if (after !== undefined) act.replay(room, after);
  if (person.sessions.size > 1) act.tellOthers(roomState(room), key);
  act.answer(roomState(room));
  const welcome = fold.policy.settings.get('welcome');
  if (welcome) {
    const { from, value: text } = welcome;
    act.tell({ ev: 'welcomed', room: name, from, text, at: act.at });
  }
}

/** Lets a person be in `room`. The members are told, unless the person comes quietly. */
export function appear(act: Act, person: Person, room: Room, stay: Stay): void {
  const event: Event = { ev: 'joined', room: room.name, ...asMember(room)(person), at: act.at };
  if (!person.quiet.has(room.key)) tellRoom(act, room, event, person.identity);
  act.world.rooms.addMember(person, room, stay);
}

/** How somebody leaves a room. */
interface Leaving {
  readonly reason?: string | undefined;
  /** Whose words the reason is: who ignores them is not told it. */
  readonly author?: Identity;
  /** A session of theirs that never was there. */
  readonly besides?: Session;
}

/** Lets a person leave `room`. The members are told, and the leaver in any case. */
export function part(act: Act, room: Room, { reason, author, besides }: Leaving): void {
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
  if (!quietly && !isBig(room)) noteVisit(world, person, act.session, room);
  world.rooms.removeMember(person, room);
  for (const session of person.sessions.values()) {
    if (session !== besides && mayHear(session, room.key)) {
      act.do({ do: 'tell', to: session.id, event });
    }
  }
  if (!quietly) tellRoom(act, room, event, author);
}

/** Puts somebody out, as an event of the room's log. Returns where that stands; `follows`: it is not what was asked for. */
export function putOut(
  act: Act,
  room: Room,
  who: Person,
  { reason, ...besides }: { readonly reason?: string | undefined; readonly follows?: true },
): Place {
  const { nick, identity: whom } = who;
  const event = { ev: 'kicked', nick, ...(reason !== undefined && { reason }) } as const;
  const place = act.recordIn(room, event, { whom, ...besides });
  act.eachIn(room.key, who, (session) => ({ do: 'leave', who: session, log: room.key }));
  act.world.rooms.removeMember(who, room);
  return place;
}

/** Somebody who is in the room is in it no more if a ban hits them: those who are there are told that they have left, and they themselves why. */
export function putOutIfBanned(world: World, effects: Effect[], room: Room, who: Person): void {
  const ban = banOn(room.fold.policy, who, world.now);
  const [session] = who.sessions.values();
  if (ban === undefined || session === undefined) return;
  const act = new Act(world, session, effects);
  const { code, message } = refusalBy(ban, who, room);
  part(act, room, { reason: 'banned' });
  const event = { ev: 'error', code, message, target: room.name } as const;
  act.eachIn(room.key, who, (to) => ({ do: 'tell', to, event }));
}

function tellRoom(act: Act, room: Room, event: Event, author: Identity | undefined): void {
  if (isBig(room)) count(act.world, act.effects, room);
  else if (room.members.size > 0)
    act.do({ do: 'announce', logs: [room.key], event, ...(author && { author }) });
}

/** Has a big room told its count before long. */
export function count(world: World, effects: Effect[], room: Room): void {
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

/** Those of the rooms that are told who comes and goes. */
export const watching = (rooms: Iterable<Room>, quiet: ReadonlySet<RoomKey>): RoomKey[] =>
  [...rooms]
    .filter((room) => room.members.size > 0 && !isBig(room) && !quiet.has(room.key))
    .map((room) => room.key);

/** Why so many more rooms can't be entered, or made. */
export function tooMany(act: Act, fresh: ReadonlySet<RoomKey>): Fault | undefined {
  const { session, person, world } = act;
  const { limits } = world.settings;
  if (person.rooms.size + fresh.size > limits.rooms) {
    return fault('too_many_rooms', { limit: limits.rooms });
  }
  let made = 0;
  for (const key of fresh) {
    if (world.rooms.isBeingForgotten(key)) return fault('being_forgotten');
    if (!world.rooms.has(key)) made += 1;
  }
  if (made === 0) return undefined;
  if (world.rooms.size + made > limits.allRooms) return fault('server_full');
  const most = limits.perAddress.rooms;
  if (session.address.rooms + made > most) return fault('too_many_made', { limit: most });
  return tooManyOpened(act);
}

/** A room that the person opens and owns, or the one that is there. */
export function openRoom(act: Act, key: RoomKey, name: string): Room {
  const { session, person, world } = act;
  if (!world.rooms.has(key)) noteOpened(act);
  return world.rooms.open(key, name, person, session.address);
}
