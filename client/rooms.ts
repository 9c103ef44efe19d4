/** In which rooms a session is, and from where it reads each of them. */
import type { CommandOf } from '../grammar/ast.ts';
import type { Event, EventOf } from '../grammar/events.ts';
import { type RoomKey, roomKey } from '../grammar/names.ts';
import { type Conversation, joinsOf } from './talk.ts';

/** Adds cursors to a `/join`, so that the server tells what came after them. */
export function begins(talk: Conversation, { cursors = {} }: CommandOf<'join'>): void {
  for (const [room, seq] of Object.entries(cursors)) {
    if (!talk.cursors.has(roomKey(room))) talk.cursors.set(roomKey(room), seq);
  }
}

/**
 * The session is in this room. A room without a cursor gets the event's `seq` as its cursor. While a `/join` of the room has
 * no answer, only the `room` with that tag sets the cursor, since another `room` may have a later `seq`. Returns the event
 * without `re`, as it is told.
 */
export function entered(talk: Conversation, event: EventOf<'room'>): Event {
  const { re, ...told } = event;
  const key = roomKey(event.room);
  talk.rooms.set(key, event.room);
  const joins = joinsOf(talk, key);
  const begins = joins.length === 0 || joins.some(({ tag }) => tag === re);
  if (talk.cursors.has(key)) return told;
  if (begins) talk.cursors.set(key, event.seq);
  // Another device has entered it: if no `/join` says where it begins, it is read on from here.
  else if (!talk.stood.has(key)) talk.stood.set(key, event.seq);
  return told;
}

/**
 * The room goes on under another name, where it stands. A `/join` by the old name does not enter it any more: a room that another
 * device has entered is read on from there. True when that has to be asked for.
 */
export function goesOn(talk: Conversation, { room, was }: EventOf<'renamed'>): boolean {
  const [before, now] = [roomKey(was), roomKey(room)];
  talk.rooms = new Map(
    [...talk.rooms].map(([key, name]) => (key === before ? [now, room] : [key, name])),
  );
  if (before === now) return false;
  const [cursor, stood] = [talk.cursors.get(before), talk.stood.get(before)];
  talk.cursors.delete(before);
  talk.stood.delete(before);
  const last = cursor ?? stood;
  if (last !== undefined) talk.cursors.set(now, last);
  return cursor === undefined && stood !== undefined;
}

/** The session has left this room. What is said there until it comes back is not for us. */
export function left(talk: Conversation, room: RoomKey): void {
  talk.rooms.delete(room);
  talk.cursors.delete(room);
  talk.stood.delete(room);
}

/** Sets the cursors of rooms whose `room` was lost with the connection. True when there was such a room. */
export function enteredUnheard(talk: Conversation, { cursors = {} }: EventOf<'ok'>): boolean {
  const unheard = Object.entries(cursors).filter(([room]) => !talk.cursors.has(roomKey(room)));
  for (const [room, seq] of unheard) talk.cursors.set(roomKey(room), seq);
  return unheard.length > 0;
}

/** Forgets the cursors that a refused `/join` has set for rooms that the session is not in. */
export function stayedOut(talk: Conversation, { cursors = {} }: CommandOf<'join'>): void {
  for (const room of Object.keys(cursors).map(roomKey)) {
    if (!talk.rooms.has(room) && joinsOf(talk, room).length === 0) talk.cursors.delete(room);
  }
}

/**
 * Sets the cursors of rooms that one is in by another device, once each `/join` of them was refused, or was done before one had left and is
 * answered as it was then. True when there is one.
 */
export function isInAnyway(talk: Conversation): boolean {
  const decided = [...talk.stood].filter(([room]) => joinsOf(talk, room).length === 0);
  const unread = decided.filter(([room]) => talk.rooms.has(room) && !talk.cursors.has(room));
  for (const [room] of decided) talk.stood.delete(room);
  for (const [room, seq] of unread) talk.cursors.set(room, seq);
  return unread.length > 0;
}
