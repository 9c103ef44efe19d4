/** Who comes, goes and changes, and who is told: each person once, and big rooms only how many they are. */
import type { Event } from '../../grammar/events.ts';
import type { LogKey, PrivateKey, RoomKey } from '../../grammar/names.ts';
import { PRESENCE_LIMIT } from '../../grammar/text.ts';
import { type Act, iso } from './act.ts';
import type { Bye, Effect } from './effects.ts';
import type { Room, Session, World } from './world.ts';

/** How often, in milliseconds, a big room is told how many people it has. */
const COUNT_EVERY = 1000;

const isBig = (room: Room): boolean => room.members.size > PRESENCE_LIMIT;

/** Enters `room` in the world; those in it are told unless the session comes quietly. */
export function join(act: Act, room: Room, quietly: boolean): void {
  const { session, world } = act;
  if (quietly) {
    world.set(session, 'quiet', new Set([...session.quiet, room.key]));
  } else {
    tellRoom(act, room, { ev: 'joined', room: room.name, nick: session.nick, at: act.at });
  }
  world.enter(session, room);
  act.do({ do: 'enter', who: session.id, log: room.key, name: room.name, seq: room.fold.seq });
}

/** Leaves `room`; those in it are told, and the leaver in any case. */
export function part(act: Act, room: Room, reason: string | undefined): void {
  const { session, world } = act;
  const parted: Event = {
    ev: 'parted',
    room: room.name,
    nick: session.nick,
    ...(reason !== undefined && { reason }),
    at: act.at,
  };
  const quietly = session.quiet.has(room.key);
  act.do({ do: 'leave', who: session.id, log: room.key });
  world.leave(session, room);
  act.tell(parted);
  if (!quietly) tellRoom(act, room, parted);
}

function tellRoom(act: Act, room: Room, event: Event): void {
  if (isBig(room)) count(act.world, act.effects, room);
  else if (room.members.size > 0) act.do({ do: 'announce', logs: [room.key], event });
}

function count(world: World, effects: Effect[], room: Room): void {
  if (room.counting) return;
  world.set(room, 'counting', true);
  effects.push({
    do: 'remind',
    after: COUNT_EVERY,
    due: { due: 'count', room: room.key },
  });
}

/** Tells a big room how many it has now: what joins and parts come to. */
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
export const watchers = (session: Session): LogKey[] => [
  ...watching(session.rooms.values(), session.quiet),
  ...(session.privates?.keys() ?? []),
];

/** Everybody who should know that a person has another nick: the rooms and the private conversations. */
export const acquaintances = (session: Session): LogKey[] => [
  ...session.rooms.keys(),
  ...(session.privates?.keys() ?? []),
];

const bye: Bye = { code: 'quit', message: 'See you.' };

/** Of these rooms, those that are told whether somebody is there. */
const watching = (rooms: Iterable<Room>, quiet: ReadonlySet<RoomKey>): RoomKey[] =>
  [...rooms]
    .filter((room) => room.members.size > 0 && !isBig(room) && !quiet.has(room.key))
    .map((room) => room.key);

/** Of the private logs of a session that is over, those that the other one still has. */
const left = (world: World, privates: Iterable<PrivateKey>): PrivateKey[] =>
  [...privates].filter((key) => world.privates.has(key));

/** Ends a session: its rooms and private peers are told that it quit, its connection (if any) hears a bye and is closed. */
export function end(act: Act, reason: string): void {
  const { session, world } = act;
  const { id, identity, nick, quiet, stored } = session;
  const rooms = [...session.rooms.values()];
  const privates = [...(session.privates?.keys() ?? [])];
  for (const room of rooms) {
    world.leave(session, room);
    if (isBig(room) && !quiet.has(room.key)) count(world, act.effects, room);
  }
  for (const log of world.close(session)) act.do({ do: 'forget', log });
  const told = [...watching(rooms, quiet), ...left(world, privates)];
  if (stored) act.do({ do: 'drop', identity });
  act.do({ do: 'end', who: id, nick, told, reason, at: act.at, bye });
}
