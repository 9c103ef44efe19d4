/** Rooms and people by the names that a command gives, or the refusal that says what to type instead. */
import { type Fault, fault } from '../../grammar/faults.ts';
import { isPrivateName, isRoomName, privateKey, roomKey } from '../../grammar/names.ts';
import { nearest } from '../../grammar/nearest.ts';
import type { Act } from './act.ts';
import type { Private, Room, Session, World } from './world.ts';

/** The room of that name, or the current one, if the session is in it; refuses otherwise. */
export function memberOf(act: Act, name: string | undefined): Room | undefined {
  const { session, world } = act;
  if (name === undefined) {
    if (session.current === undefined) act.refuse(fault('no_current_room'));
    return session.current;
  }
  const key = roomKey(name);
  const mine = session.rooms.get(key);
  if (mine) return mine;
  const room = world.rooms.get(key);
  act.refuse(room ? fault('not_in_room', { room: room.name }) : noSuchRoom(world, name));
  return undefined;
}

/** The room of that name, or the current one, whoever asks; refuses otherwise. */
export function anyRoom(act: Act, name: string | undefined): Room | undefined {
  if (name === undefined) return memberOf(act, name);
  const room = act.world.rooms.get(roomKey(name));
  if (room === undefined) act.refuse(noSuchRoom(act.world, name));
  return room;
}

/** The person called `nick`; refuses otherwise. */
export function person(act: Act, nick: string): Session | undefined {
  const session = act.world.sessionByNick(nick);
  if (session === undefined) act.refuse(noSuchNick(act.world, nick));
  return session;
}

/** The session's private log of that name; refuses otherwise. */
export function privateOf(act: Act, log: string): Private | undefined {
  const key = privateKey(log);
  const mine = act.session.privates?.has(key) ? act.world.privates.get(key) : undefined;
  if (mine === undefined) act.refuse(fault('no_such_log', { log }));
  return mine;
}

/**
 * The log of that name, or the one shared with that person, if the session may read it: only members read a room's log,
 * and only the two of them a private one. `nothing` when the two have said nothing yet; refuses otherwise.
 */
export function readable(act: Act, target: string): Room | Private | 'nothing' | undefined {
  if (isRoomName(target)) return memberOf(act, target);
  if (isPrivateName(target)) return privateOf(act, target);
  const peer = person(act, target);
  if (peer === undefined) return undefined;
  return act.world.findPrivate(act.session.identity, peer.identity) ?? 'nothing';
}

/** What is asked of a target that a person's nick names rests on who is called so; the log has nothing of that. */
export const rests = (target: string | undefined): 'log' | 'world' =>
  target === undefined || isRoomName(target) || isPrivateName(target) ? 'log' : 'world';

function noSuchNick(world: World, nick: string): Fault {
  return fault('no_such_nick', { nick, near: nearest(nick, nicks(world)) });
}

function noSuchRoom(world: World, room: string): Fault {
  return fault('no_such_room', { room, near: nearest(room, names(world)) });
}

function* nicks(world: World): Iterable<string> {
  for (const { nick } of world.sessions.values()) {
    world.looked += 1;
    yield nick;
  }
}

function* names(world: World): Iterable<string> {
  for (let place = 0; place < world.fullest.size; place += 1) {
    world.looked += 1;
    yield world.fullest.at(place)?.name ?? '';
  }
}
