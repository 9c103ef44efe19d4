/** Finds rooms and people by the names in a command, or refuses and says what to type instead. */
import { type Fault, fault } from '../../grammar/faults.ts';
import { isPrivateName, isRoomName, isServer, privateKey } from '../../grammar/names.ts';
import { nearest } from '../../grammar/reading/nearest.ts';
import type { Act } from './act.ts';
import { finds, findsGlimpse } from './logs/past.ts';
import { isOperator } from './moderation/operators.ts';
import type { Person, Private, Room } from './world/state.ts';
import type { World } from './world/world.ts';

/** The room of that name, or the current one, if the person is in it; or the server, for its operators; refuses otherwise. */
export function joinedRoom(act: Act, name: string | undefined): Room | undefined {
  const { session, person, world } = act;
  if (name === undefined) {
    if (session.current === undefined) act.refuse(fault('no_current_room'));
    return session.current;
  }
  if (isServer(name)) {
    if (isOperator(person)) return world.server;
    act.refuse(fault('operators_only'));
    return undefined;
  }
  const room = world.rooms.find(name);
  if (room && person.rooms.has(room.key)) return room;
  const isFound = room && finds(person, room);
  act.refuse(isFound ? fault('not_in_room', { room: room.name }) : noSuchRoom(act, name));
  return undefined;
}

/** The room of that name, or the current one, also for those who are not in it; refuses otherwise. */
export function anyRoom(act: Act, name: string | undefined): Room | undefined {
  if (name === undefined) return joinedRoom(act, name);
  const room = act.world.rooms.find(name);
  if (room && finds(act.person, room)) return room;
  act.refuse(noSuchRoom(act, name));
  return undefined;
}

/** The person called `nick`: an account, or a guest who is here; refuses otherwise. */
export function called(act: Act, nick: string): Person | undefined {
  const person = act.world.persons.byNick(nick);
  if (person === undefined) act.refuse(noSuchNick(act.world, nick));
  return person;
}

/** The person's private log of that name; refuses otherwise. */
export function privateOf(act: Act, log: string): Private | undefined {
  const key = privateKey(log);
  const mine = act.person.privates?.get(key);
  if (mine === undefined) act.refuse(fault('no_such_log', { log }));
  return mine;
}

/**
 * The log of that name, or the one shared with that person, if the person may read it: only members read a room's log,
 * and only the two of them a private one. `nothing` when the two have said nothing yet; refuses otherwise. Without a name it is
 * the current room's.
 */
export function readable(
  act: Act,
  target: string | undefined,
): Room | Private | 'nothing' | undefined {
  if (target === undefined || isRoomName(target)) return joinedRoom(act, target);
  if (isPrivateName(target)) return privateOf(act, target);
  const { persons, privates } = act.world;
  const known = persons.byNick(target);
  const conversation = known && privates.find(act.person.identity, known.identity);
  if (conversation) return conversation;
  return called(act, target) && 'nothing';
}

/** What the answer about a target rests on. For a nick it is the world, since no log tells who has that nick. */
export const rests = (target: string | undefined): 'log' | 'world' =>
  target === undefined || isRoomName(target) || isPrivateName(target) ? 'log' : 'world';

function noSuchNick(world: World, nick: string): Fault {
  return fault('no_such_nick', { nick, near: nearest(nick, nicks(world)) });
}

function noSuchRoom(act: Act, room: string): Fault {
  return fault('no_such_room', { room, near: nearest(room, names(act)) });
}

function* nicks(world: World): Iterable<string> {
  for (const { nick } of world.persons.here.values()) {
    world.looked += 1;
    yield nick;
  }
}

function* names({ world, person }: Act): Iterable<string> {
  for (let rank = 0; rank < world.rooms.fullest.size; rank += 1) {
    world.looked += 1;
    const key = world.rooms.fullest.at(rank);
    const room = key && world.rooms.glimpseOf(key);
    if (room && findsGlimpse(person, room)) yield room.name;
  }
}
