/** Rebuilds after a restart what sleeps from the first: rooms, and accounts that nobody is logged in to. */
import {
  isPrivateKey,
  isServer,
  type LogKey,
  type RoomKey,
  roomKey,
} from '../../../grammar/names.ts';
import { remaining } from '../moderation/policy.ts';
import { AsleepPerson } from '../sleep/asleep-person.ts';
import { AsleepRoom, foldOf } from '../sleep/asleep-room.ts';
import type { Identity, Seq, Time } from '../world/ids.ts';
import type { World } from '../world/world.ts';
import type { AccountState, LogAbout, PersonState, RoomAbout } from './kept.ts';

/** A log as the store kept it. */
export interface LeftLog {
  readonly log: LogKey;
  readonly end: Seq;
  readonly about: LogAbout;
  /** When something last happened in a room, if that is kept. */
  readonly latest?: Time;
}

/** A room as the store kept it, and who stays in it and sleeps. */
interface LeftRoom {
  readonly key: RoomKey;
  readonly seq: Seq;
  readonly latest: Time;
  readonly about: RoomAbout;
  readonly stays: Identity[];
}

/** The rooms that there were, while it is found out who is in them. */
export class LeftRooms {
  /** In which rooms somebody has a role. */
  readonly roles = new Map<Identity, RoomKey[]>();
  readonly #rooms = new Map<RoomKey, LeftRoom>();
  readonly #world: World;

  /** Of those for whom `isThere` holds, whoever had a role has it still. */
  constructor(world: World, logs: readonly LeftLog[], isThere: (who: Identity) => boolean) {
    this.#world = world;
    for (const { log, end: seq, about, latest = world.now } of logs) {
      if (isPrivateKey(log) || !('name' in about) || isServer(about.name)) continue;
      const governed = among(about, isThere);
      this.#rooms.set(log, { key: log, seq, latest, about: governed, stays: [] });
      for (const name of [about.name, ...(about.formerly ?? [])]) world.rooms.lead(name, log);
      for (const [who] of governed.roles ?? []) {
        this.roles.set(who, [...(this.roles.get(who) ?? []), log]);
      }
    }
  }

  /** An account that is offline sleeps from the first. */
  lay(identity: Identity, state: PersonState, { v: _, ...account }: AccountState): void {
    const roles = this.roles.get(identity);
    const asleep = new AsleepPerson({ state, account, ...(roles && { roles }) });
    this.#world.persons.addAsleep(identity, asleep);
    for (const name of state.rooms) {
      const there = this.#called(name).stays;
      if (there.at(-1) !== identity) there.push(identity);
    }
  }

  /** All of them sleep; since when nobody has been in a deserted one nobody knows, so that counts from what last happened there. */
  layAll(): void {
    const { rooms } = this.#world;
    const deserted: LeftRoom[] = [];
    for (const room of this.#rooms.values()) {
      const { key, seq, about, stays } = room;
      const { v: _, name, topic, ...rest } = about;
      const its = { name, seq, topic, stays: stays.slice() };
      rooms.addAsleep(key, new AsleepRoom(its, { about: rest }));
      if (stays.length === 0) deserted.push(room);
    }
    deserted.sort((one, other) => one.latest - other.latest);
    for (const { key, latest } of deserted) rooms.desert(key, latest);
  }

  /** The room that this name leads to, or one in which nothing has happened so far. */
  #called(name: string): LeftRoom {
    const own = this.#rooms.get(roomKey(name));
    if (own) return own;
    const key = this.#world.rooms.keyOf(name);
    const known = this.#rooms.get(key);
    if (known) return known;
    const { now: latest } = this.#world;
    const opened: LeftRoom = { key, seq: 0, latest, about: { v: 4, name }, stays: [] };
    this.#rooms.set(key, opened);
    return opened;
  }
}

/** Without the roles and invitations of those who are gone. */
function among(about: RoomAbout, isThere: (who: Identity) => boolean): RoomAbout {
  const { roles: _, invited: __, ...rest } = about;
  const { roles, invited } = remaining(foldOf(0, about).policy, isThere);
  return {
    ...rest,
    ...(roles.size > 0 && { roles: [...roles] }),
    ...(invited.size > 0 && { invited: [...invited] }),
  };
}
