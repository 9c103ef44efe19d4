/** Rebuilds after a restart what sleeps from the first: rooms, and accounts that nobody is logged in to. */
import {
  isServer,
  type LogKey,
  type PrivateKey,
  type RoomKey,
  roomKey,
} from '../../grammar/names.ts';
import type { Identity, Seq } from './ids.ts';
import { roomsOf } from './keeping.ts';
import type { AccountState, LogAbout, PersonState, RoomAbout } from './kept.ts';
import { remaining } from './moderation/policy.ts';
import type { LeftPerson } from './restore-people.ts';
import type { PackedPerson } from './sleep/asleep-person.ts';
import { AsleepRoom, foldOf } from './sleep/asleep-room.ts';
import type { World } from './world.ts';

interface LeftLog {
  readonly log: LogKey;
  readonly end: Seq;
  readonly about: LogAbout;
}

/** All rooms, in which those of `sleeping` stay offline; of `persons`, whoever had a role has it still. Returns in which rooms somebody has one. */
export function restoreRooms(
  world: World,
  logs: readonly LeftLog[],
  persons: readonly LeftPerson[],
  sleeping: readonly LeftPerson[],
): Map<Identity, RoomKey[]> {
  const rooms = logs.flatMap(({ log, end, about }) =>
    'name' in about && !isServer(about.name) ? [{ key: log as RoomKey, end, about }] : [],
  );
  const known = new Set(rooms.map(({ key }) => key));
  for (const { key, about } of rooms) {
    for (const name of [about.name, ...(about.formerly ?? [])]) world.rooms.lead(name, key);
  }
  const staying = new Map<RoomKey, { name: string; who: Set<Identity> }>();
  for (const { identity, state } of sleeping) {
    for (const name of state.rooms) {
      const key = known.has(roomKey(name)) ? roomKey(name) : world.rooms.keyOf(name);
      const there = staying.get(key);
      if (there) there.who.add(identity);
      else staying.set(key, { name, who: new Set([identity]) });
    }
  }
  const staysIn = (key: RoomKey): Identity[] => [...(staying.get(key)?.who ?? [])];
  const roles = new Map<Identity, RoomKey[]>();
  const isThere = identitiesOf(persons);
  for (const { key, end: seq, about } of rooms) {
    const { v: _, name, topic, ...rest } = governed(about, isThere);
    for (const [who] of rest.roles ?? []) roles.set(who, [...(roles.get(who) ?? []), key]);
    const stays = staysIn(key);
    world.rooms.addAsleep(key, new AsleepRoom({ name, seq, topic, stays }, { about: rest }));
    // Since when nobody has been there nobody knows: that counts from here.
    if (stays.length === 0) world.rooms.desert(key);
  }
  for (const [key, { name }] of staying) {
    if (known.has(key)) continue;
    const empty = { name, seq: 0, topic: undefined, stays: staysIn(key) };
    world.rooms.addAsleep(key, new AsleepRoom(empty, { about: {} }));
  }
  world.journal.commit(world.journal.end);
  return roles;
}

function identitiesOf(persons: readonly LeftPerson[]): (who: Identity) => boolean {
  const identities = new Set(persons.map(({ identity }) => identity));
  return (who) => identities.has(who);
}

/** Without the roles and invitations of those who are gone. */
function governed(about: RoomAbout, isThere: (who: Identity) => boolean): RoomAbout {
  const { roles: _, invited: __, ...rest } = about;
  const { roles, invited } = remaining(foldOf(0, about).policy, isThere);
  return {
    ...rest,
    ...(roles.size > 0 && { roles: [...roles] }),
    ...(invited.size > 0 && { invited: [...invited] }),
  };
}

/** What is kept of an account that is offline, as far as the logs are there. */
export function packedOf(
  world: World,
  state: PersonState,
  { v: _, ...account }: AccountState,
  roles: readonly RoomKey[] | undefined,
): PackedPerson {
  const { v: __, nick: ___, stays: ____, founded: _____, away: ______, ...rest } = state;
  const rooms = new Map(roomsOf(state).map(({ name, stay }) => [world.rooms.keyOf(name), stay]));
  const { reads, privates = [], ...lasting } = rest;
  const heard = privates.filter((key) => world.privates.has(key));
  const endOf = (key: LogKey): Seq | undefined =>
    rooms.has(key as RoomKey)
      ? world.rooms.glimpseOf(key as RoomKey)?.seq
      : heard.includes(key as PrivateKey)
        ? world.privates.get(key as PrivateKey)?.fold.seq
        : undefined;
  const places = new Map<LogKey, Seq>();
  const readTo = (key: LogKey, most = Number.POSITIVE_INFINITY): void => {
    const end = endOf(key);
    if (end !== undefined) places.set(key, Math.min(most, end));
  };
  for (const key of heard) readTo(key);
  for (const key of reads === undefined ? rooms.keys() : []) readTo(key);
  for (const [key, seq] of reads ?? []) readTo(key, seq);
  return {
    state: {
      ...lasting,
      ...(heard.length > 0 && { privates: heard }),
      ...(places.size > 0 && { reads: [...places] }),
    },
    account,
    ...(rooms.size > 0 && {
      rooms: [...rooms].map(([key, { joined, came, since }]) => [key, joined, came, since]),
    }),
    ...(roles && { roles }),
  };
}
