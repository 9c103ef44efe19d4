/** What somebody may know of a room: that it is there, and what of its past, for how long they have been in it. */
import type { Message } from '../../../grammar/events.ts';
import { type LogKey, privateKey } from '../../../grammar/names.ts';
import type { Glimpse } from '../sleep/asleep-room.ts';
import type { Seq, Time } from '../world/ids.ts';
import type { Person, Private, Room, Stay } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** Whoever may read nothing: no log has an event there. */
const NOTHING: Seq = Number.MAX_SAFE_INTEGER;

/** A stay that begins now: nothing of what was said before belongs to it. */
export const stayFrom = ({ fold: { seq } }: Room, since: Time): Stay => ({
  joined: seq,
  came: seq,
  since,
});

/**
 * The first event of a log that somebody may read, by whatever way; `NOTHING` of a room in which they are not. What `history`
 * is set to now says so, also of what was said before it was set.
 */
export function readableFrom({ rooms }: Pick<Person, 'rooms'>, log: Room | Private): Seq {
  if ('pair' in log) return 1;
  const { fold, key } = log;
  const stay = rooms.of(key);
  if (stay === undefined) return NOTHING;
  const history = fold.policy.settings.get('history')?.value;
  if (history === 'joined') return stay.joined + 1;
  return history === 'none' ? stay.came + 1 : 1;
}

/** Whether somebody finds a room: a secret one only who is in it or has a role there. */
export const finds = (person: Person, { members, fold: { policy } }: Room): boolean =>
  !policy.settings.has('secret') ||
  members.has(person.identity) ||
  policy.roles.has(person.identity);

/** The same of a room that need not wake for it. */
export const findsGlimpse = ({ rooms, roles, sessions }: Person, of: Glimpse): boolean =>
  !of.isSecret || (sessions.size > 0 && rooms.has(of.key)) || roles?.has(of.key) === true;

/** Somebody comes who had no session: to rooms that show nothing of the past, as if they had just joined. */
export function comeBack(world: World, person: Person): void {
  const { rooms } = person;
  for (const { key, fold } of rooms.values()) {
    const stay = rooms.of(key);
    if (stay) rooms.put(key, { ...stay, came: fold.seq });
  }
  if (rooms.size > 0) world.touch(person);
}

/** Where the part of a log ends that somebody may not read. */
export function hiddenFrom(person: Person, log: Room | Private): [LogKey, Seq][] {
  const first = readableFrom(person, log);
  return first > 1 ? [[log.key, first - 1]] : [];
}

/** A message that was found may be read no more since it was looked for. */
export function mayRead(
  { person, world }: { readonly person: Person; readonly world: World },
  message: Message,
): boolean {
  if (!('room' in message)) return person.privates?.has(privateKey(message.log)) === true;
  const room = world.rooms.find(message.room);
  return room !== undefined && message.seq >= readableFrom(person, room);
}
