/** All that is: persons, sessions, rooms and private logs. Only `rooms/` changes it, by its journal. */
import {
  isPrivateKey,
  type LogKey,
  type PrivateKey,
  type RoomKey,
  roomKey,
  SERVER,
} from '../../../grammar/names.ts';
import type { Vocabulary } from '../../../grammar/vocabulary.ts';
import { bucketsIn } from '../bounds/buckets.ts';
import { noRegime, type Regime } from '../moderation/regime.ts';
import { Addresses } from '../people/addresses.ts';
import { Departed } from '../people/departed.ts';
import { Persons } from '../people/persons.ts';
import { Privates } from '../people/privates.ts';
import { type NewSession, Sessions } from '../people/sessions.ts';
import { countsIn } from '../people/tries.ts';
import type { ServerSettings } from '../server-settings.ts';
import { type AsleepPerson, awake, newPerson } from '../sleep/asleep-person.ts';
import { emptyRoom } from '../sleep/asleep-room.ts';
import type { Identity, Time } from './ids.ts';
import { Journal } from './journal.ts';
import { Rooms } from './rooms.ts';
import type { Person, Private, Room, Session } from './state.ts';
import { Table } from './table.ts';

/** The key of the log that tells what operators did to the whole server. */
const SERVER_KEY = roomKey(SERVER);

/**
 * The whole state that decisions read and change. Memory grows with persons, sessions, rooms and private logs, and
 * with no event.
 */
export class World {
  /** What is not committed yet. Whatever the world holds is changed through it. */
  readonly journal = new Journal();
  /** The persons and sessions whose durable part the input that is being decided has changed. */
  readonly touched = new Set<Person | Session>();
  readonly addresses = new Addresses(this.journal);
  /** Those whom nobody needs for now, each with when that began: they sleep before long. */
  readonly drowsy = new Table<Person | Room, Time>(this.journal);
  /** A reminder of them is under way. */
  readonly isDozing: boolean = false;
  readonly #wakingPorts = {
    journal: this.journal,
    room: (key: RoomKey) => this.rooms.get(key),
    keyOf: (name: string) => this.rooms.keyOf(name),
    endOf: (key: RoomKey) => this.rooms.glimpseOf(key)?.seq,
    private: (key: PrivateKey) => this.privates.get(key),
  };
  readonly persons = new Persons(
    this.journal,
    (who) => this.touch(who),
    (its) => newPerson(this.#wakingPorts, its),
    (identity, asleep) => this.#awake(identity, asleep),
  );
  readonly sessions = new Sessions(this.journal, this.addresses, this.persons);
  readonly counts = countsIn(this.journal);
  readonly buckets = bucketsIn(this.journal);
  readonly rooms = new Rooms(this.journal, this.addresses, this.persons, {
    touch: (who) => this.touch(who),
    doze: (room) => this.doze(room),
    now: () => this.now,
  });
  /** The server as if it were a room, in which nobody is: operators look after it, and its log tells what they did. */
  readonly server: Room = emptyRoom(this.journal, { key: SERVER_KEY, name: SERVER });
  readonly departed = new Departed(this.journal);
  readonly privates = new Privates(this.journal, this.persons, (who) => this.touch(who));
  /** What is set for the whole server. */
  readonly regime: Regime = noRegime;
  /** How much was looked through for this input. */
  looked = 0;
  /** What is decided now is told before it is stored: the store has refused it once. */
  isUnstored = false;
  /** The latest time seen; time never goes backwards in here. */
  now: Time = 0;

  /** As the server is configured now. */
  readonly settings: ServerSettings;

  /** The commands that people have here: those of the language that their lines are read in. */
  readonly vocabulary: Vocabulary;

  constructor(settings: ServerSettings, vocabulary: Vocabulary) {
    this.settings = settings;
    this.vocabulary = vocabulary;
  }

  /** Changes what the world holds; the inverse is noted. */
  set<T extends object, K extends keyof T>(of: T, field: K, value: T[K]): void {
    this.journal.set(of, field, value);
  }

  table<K, V extends {}>(): Table<K, V> {
    return new Table(this.journal);
  }

  /** The durable part of somebody changes: it is kept when the input has been decided. */
  touch(who: Person | Session): void {
    this.touched.add(who);
  }

  /** Nobody needs it for now. The one that has been noted longest stays the first, so that nobody keeps others awake. */
  doze(who: Person | Room): void {
    if (!this.drowsy.has(who)) this.drowsy.put(who, this.now);
  }

  /** A guest comes, who has one session. */
  guest(opened: NewSession & { identity: Identity }, nick: string): Session {
    const person = this.persons.add({ identity: opened.identity, nick, since: this.now });
    return this.sessions.add(person, opened, this.now);
  }

  /** Takes a person who has left all rooms out of the world; returns the private logs that nobody can read now. */
  dismiss(person: Person): PrivateKey[] {
    this.persons.dismiss(person);
    return [...(person.privates?.keys() ?? [])].filter((key) => this.privates.letGo(person, key));
  }

  #awake(identity: Identity, asleep: AsleepPerson): Person {
    const person = awake(this.#wakingPorts, identity, asleep);
    this.doze(person);
    return person;
  }

  log(key: LogKey): Room | Private | undefined {
    if (key === SERVER_KEY) return this.server;
    return isPrivateKey(key) ? this.privates.get(key) : this.rooms.get(key);
  }
}
