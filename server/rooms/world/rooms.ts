/** The rooms there are, by key and by how full they are, and who is in them: members are persons. */
import { type RoomKey, roomKey } from '../../../grammar/names.ts';
import { foundedBy } from '../moderation/policy.ts';
import type { Addresses } from '../people/addresses.ts';
import type { Persons } from '../people/persons.ts';
import { readTo } from '../people/reads.ts';
import { AsleepRoom, awakeRoom, emptyRoom, type Glimpse } from '../sleep/asleep-room.ts';
import { Sleepers } from '../sleep/sleepers.ts';
import type { Identity, Time } from './ids.ts';
import type { Journal } from './journal.ts';
import { Links } from './links.ts';
import { Ranking } from './ranking.ts';
import type { Address, Doze, Person, Room, Stay, Touch } from './state.ts';
import { Index, Table } from './table.ts';

/** The rooms by key; those in which nobody is sleep. */
export class Rooms extends Sleepers<RoomKey, Room, AsleepRoom> {
  /** Those with the most members first. */
  readonly fullest: Ranking<RoomKey>;
  /** Those with a log that everybody has left, and when; the one left longest ago is first. Somebody may have come since. */
  readonly deserted: Table<RoomKey, Time>;
  /** The server will look before long whether one of them goes. */
  readonly isWatched: boolean = false;
  /** By each name that is not the one under which its log is kept. */
  readonly #renamed: Index<RoomKey, RoomKey>;
  readonly #addresses: Addresses;
  readonly #persons: Persons;
  readonly #touch: Touch;
  readonly #doze: Doze;
  readonly #now: () => Time;

  constructor(
    journal: Journal,
    addresses: Addresses,
    persons: Persons,
    { touch, doze, now }: { readonly touch: Touch; readonly doze: Doze; readonly now: () => Time },
  ) {
    super(journal, (key, asleep) => {
      const room = awakeRoom(journal, key, asleep, (name) => addresses.of(name));
      doze(room);
      return room;
    });
    this.deserted = new Table(journal);
    this.#now = now;
    this.fullest = new Ranking(journal);
    this.#renamed = new Index(journal);
    this.#addresses = addresses;
    this.#persons = persons;
    this.#touch = touch;
    this.#doze = doze;
  }

  /** The room that has this name, or had it. */
  find(name: string): Room | undefined {
    const key = roomKey(name);
    const room = this.get(key);
    if (room !== undefined) return room;
    const other = this.#renamed.get(key);
    return other && this.get(other);
  }

  /** The key of the room that a name leads to, or of the one that it would be. */
  keyOf(name: string): RoomKey {
    const key = roomKey(name);
    return this.has(key) ? key : (this.#renamed.get(key) ?? key);
  }

  /** What lists tell of a room, for which it need not wake. */
  glimpseOf(key: RoomKey): Glimpse | undefined {
    const known = this.glimpse(key);
    if (known === undefined) return undefined;
    if (known instanceof AsleepRoom) {
      const { name, seq, topic, isSecret } = known;
      return { key, name, seq, topic, isSecret, count: 0 };
    }
    const { name, fold, members } = known;
    const { seq, topic, policy } = fold;
    return { key, name, seq, topic, isSecret: policy.settings.has('secret'), count: members.size };
  }

  /** It is called otherwise from now on; the names that it had lead to it. */
  rename(room: Room, name: string): void {
    this.journal.set(room, 'name', name);
    this.lead(name, room.key);
  }

  /** A name leads to a room. */
  lead(name: string, key: RoomKey): void {
    if (roomKey(name) !== key) this.#renamed.put(roomKey(name), key);
  }

  addMember(person: Person, room: Room, stay: Stay): void {
    if (!person.rooms.has(room.key)) readTo(this.journal, person, room.key, room.fold.seq);
    if (!room.members.has(person.identity)) this.fullest.up(room.key);
    room.members.put(person.identity, person);
    room.stays.put(person.identity, true);
    person.rooms.put(room.key, stay);
    this.ring(person, room, person.bell);
    this.#touch(person);
  }

  /** An account that is not here is in `room`. */
  addOffline(person: Person, room: Room, stay: Stay): void {
    room.stays.put(person.identity, true);
    person.rooms.put(room.key, stay);
  }

  /** An account that stays in `room` is not here any more. */
  goOffline({ identity }: Person, room: Room): void {
    if (room.members.has(identity)) this.fullest.down(room.key);
    room.members.remove(identity);
    room.bells?.remove(identity);
    if (room.members.size === 0) this.#doze(room);
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
    if (room.fold.seq > 0) this.desert(room.key);
    else this.forget(room);
  }

  /** Everybody has left a room, no earlier than the others that are deserted. */
  desert(key: RoomKey, since = this.#now()): void {
    this.deserted.remove(key);
    this.deserted.put(key, since);
  }

  /** A room that everybody has left is no more; it may have gone with the last of them. */
  forget(room: Room): void {
    if (!this.has(room.key)) return;
    this.remove(room.key);
    this.deserted.remove(room.key);
    for (const name of [room.name, ...room.fold.policy.formerly])
      this.#renamed.remove(roomKey(name));
    this.fullest.remove(room.key);
    for (const identity of room.fold.policy.roles.keys()) this.#forfeit(identity, room);
    if (room.madeFrom) this.#addresses.count(room.madeFrom, 'rooms', -1);
  }

  /** It had a log, of which the store may yet keep what is there: until that is decided nobody opens another one. */
  isBeingForgotten(key: RoomKey): boolean {
    if (this.has(this.keyOf(key))) return false;
    const last = this.latest(key) ?? this.latest(this.#renamed.latest(key) ?? key);
    return (last?.fold.seq ?? 0) > 0;
  }

  /** A person has another role in `room`, or none any more. */
  hold(person: Person, room: Room): void {
    const { policy } = room.fold;
    if (person.roles === undefined) {
      const roles = new Links<RoomKey, Room>(this.journal, (key) => this.get(key));
      this.journal.set(person, 'roles', roles);
    }
    if (policy.roles.has(person.identity)) person.roles?.put(room.key, true);
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

  /** A room that sleeps from the first. */
  addAsleep(key: RoomKey, asleep: AsleepRoom): void {
    this.put(key, asleep);
    this.fullest.add(key);
  }

  /** The room of that key, made with the spelling of whoever comes first. */
  of(key: RoomKey, name: string, madeFrom?: Address): Room {
    const known = this.get(key);
    if (known !== undefined) return known;
    const room = emptyRoom(this.journal, { key, name, madeFrom });
    this.put(key, room);
    this.fullest.add(key);
    if (madeFrom) this.#addresses.count(madeFrom, 'rooms', 1);
    return room;
  }
}
