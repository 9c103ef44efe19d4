/** The rooms there are, by key and by how full they are, and who is in them: members are persons. */
import { type RoomKey, roomKey } from '../../grammar/names.ts';
import type { Identity, Time } from './ids.ts';
import type { Journal } from './journal.ts';
import { emptyLog } from './logs/fold.ts';
import { foundedBy } from './moderation/policy.ts';
import type { Addresses } from './people/addresses.ts';
import type { Persons } from './people/persons.ts';
import { readTo } from './people/reads.ts';
import { Ranking } from './ranking.ts';
import type { Address, Person, Room, Stay, Touch } from './state.ts';
import { Index, Table } from './table.ts';

/** A room in which nobody is. */
export function emptyRoom(
  journal: Journal,
  its: Pick<Room, 'key' | 'name' | 'madeFrom' | 'fold'>,
): Room {
  const members = new Table<Identity, Person>(journal);
  const stays = new Table<Identity, Stay>(journal);
  const spoke = new Table<Identity, Time>(journal);
  return { ...its, members, stays, spoke, bells: undefined, knocked: undefined, counting: false };
}

/** The rooms by key. */
export class Rooms extends Index<RoomKey, Room> {
  /** Those with the most members first. */
  readonly fullest: Ranking<Room>;
  /** Those with a log that everybody has left, and since when; the one left longest ago is first. */
  readonly deserted: Table<RoomKey, Time>;
  /** The server will look before long whether one of them goes. */
  readonly isWatched: boolean = false;
  /** By each name that is not the one under which its log is kept. */
  readonly #renamed: Index<RoomKey, Room>;
  readonly #addresses: Addresses;
  readonly #persons: Persons;
  readonly #touch: Touch;
  readonly #now: () => Time;

  constructor(
    journal: Journal,
    addresses: Addresses,
    persons: Persons,
    touch: Touch,
    now: () => Time,
  ) {
    super(journal);
    this.deserted = new Table(journal);
    this.#now = now;
    this.fullest = new Ranking(journal);
    this.#renamed = new Index(journal);
    this.#addresses = addresses;
    this.#persons = persons;
    this.#touch = touch;
  }

  /** The room that has this name, or had it. */
  find(name: string): Room | undefined {
    const key = roomKey(name);
    return this.get(key) ?? this.#renamed.get(key);
  }

  /** The key of the room that a name leads to, or of the one that it would be. */
  keyOf(name: string): RoomKey {
    return this.find(name)?.key ?? roomKey(name);
  }

  /** It is called otherwise from now on; the names that it had lead to it. */
  rename(room: Room, name: string): void {
    this.journal.set(room, 'name', name);
    this.lead(name, room);
  }

  /** A name leads to a room. */
  lead(name: string, room: Room): void {
    if (roomKey(name) !== room.key) this.#renamed.put(roomKey(name), room);
  }

  addMember(person: Person, room: Room, stay: Stay): void {
    if (!person.rooms.has(room.key)) readTo(this.journal, person, room.key, room.fold.seq);
    if (!room.members.has(person.identity)) this.fullest.up(room);
    room.members.put(person.identity, person);
    this.deserted.remove(room.key);
    room.stays.put(person.identity, stay);
    person.rooms.put(room.key, room);
    this.ring(person, room, person.bell);
    this.#touch(person);
  }

  /** An account that is not here is in `room`. */
  addOffline(person: Person, room: Room, stay: Stay): void {
    room.stays.put(person.identity, stay);
    person.rooms.put(room.key, room);
  }

  /** An account that stays in `room` is not here any more. */
  goOffline({ identity }: Person, room: Room): void {
    if (room.members.has(identity)) this.fullest.down(room);
    room.members.remove(identity);
    room.bells?.remove(identity);
  }

  /** Whether the mentions of `person` in `room` ring their bell from here on. */
  ring(person: Person, room: Room, rings: boolean): void {
    if (rings && room.bells === undefined) this.journal.set(room, 'bells', new Table(this.journal));
    if (rings) room.bells?.put(person.identity, person);
    else room.bells?.remove(person.identity);
  }

  /** A room that nobody ever spoke in is forgotten with its last member: its log is empty. */
  removeMember(person: Person, room: Room): void {
    this.goOffline(person, room);
    room.stays.remove(person.identity);
    person.rooms.remove(room.key);
    person.reads?.remove(room.key);
    if (person.notify?.has(room.key)) {
      const left = [...person.notify].filter(([key]) => key !== room.key);
      this.journal.set(person, 'notify', new Map(left));
    }
    if (person.quiet.has(room.key)) {
      this.journal.set(
        person,
        'quiet',
        new Set([...person.quiet].filter((key) => key !== room.key)),
      );
    }
    for (const session of person.sessions.values()) {
      if (session.current !== room) continue;
      this.journal.set(session, 'current', undefined);
      this.#touch(session);
    }
    this.#touch(person);
    if (room.stays.size > 0 || !this.has(room.key)) return;
    if (room.fold.seq > 0) this.desert(room);
    else this.forget(room);
  }

  /** Everybody has left a room. */
  desert({ key }: Room): void {
    this.deserted.remove(key);
    this.deserted.put(key, this.#now());
  }

  /** A room that everybody has left is no more. */
  forget(room: Room): void {
    this.remove(room.key);
    this.deserted.remove(room.key);
    for (const name of [room.name, ...room.fold.policy.formerly])
      this.#renamed.remove(roomKey(name));
    this.fullest.remove(room);
    for (const identity of room.fold.policy.roles.keys()) this.#forfeit(identity, room);
    if (room.madeFrom) this.#addresses.count(room.madeFrom, 'rooms', -1);
  }

  /** It had a log, of which the store may yet keep what is there: until that is decided nobody opens another one. */
  isBeingForgotten(key: RoomKey): boolean {
    const last = this.latest(key) ?? this.#renamed.latest(key);
    return this.find(key) === undefined && (last?.fold.seq ?? 0) > 0;
  }

  /** A person has another role in `room`, or none any more. */
  hold(person: Person, room: Room): void {
    const { policy } = room.fold;
    if (person.roles === undefined) this.journal.set(person, 'roles', new Table(this.journal));
    if (policy.roles.has(person.identity)) person.roles?.put(room.key, room);
    else person.roles?.remove(room.key);
    this.#touch(person);
  }

  #forfeit(identity: Identity, room: Room): void {
    const person = this.#persons.get(identity);
    person?.roles?.remove(room.key);
    if (person) this.#touch(person);
  }

  /** A room that `founder` opens and owns, or the one that is there. */
  open(key: RoomKey, name: string, founder: Person, madeFrom: Address): Room {
    const known = this.get(key);
    if (known !== undefined) return known;
    const room = this.of(key, name, madeFrom);
    this.found(room, founder);
    return room;
  }

  /** A room in which nothing has happened so far is its founder's. */
  found(room: Room, founder: Person): void {
    this.journal.set(room, 'fold', { ...room.fold, policy: foundedBy(founder.identity) });
    this.hold(founder, room);
  }

  /** The room of that key, made with the spelling of whoever comes first. */
  of(key: RoomKey, name: string, madeFrom?: Address, fold = emptyLog): Room {
    const known = this.get(key);
    if (known !== undefined) return known;
    const room = emptyRoom(this.journal, { key, name, madeFrom, fold });
    this.put(key, room);
    this.fullest.add(room);
    if (madeFrom) this.#addresses.count(madeFrom, 'rooms', 1);
    return room;
  }
}
