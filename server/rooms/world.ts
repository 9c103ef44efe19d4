/** Sessions, nicks, rooms and private logs, and the small questions asked of them. Only `rooms/` changes it, by its journal. */
import type { EventOf } from '../../grammar/events.ts';
import { type Skeleton, skeletonOf } from '../../grammar/likeness.ts';
import {
  type LogKey,
  type NickKey,
  nickKey,
  type PrivateKey,
  type RoomKey,
} from '../../grammar/names.ts';
import { type Address, Addresses } from './addresses.ts';
import type {
  ConnectionId,
  FirstAnswer,
  Identity,
  Opened,
  Seq,
  SessionId,
  SessionKey,
  Time,
} from './effects.ts';
import { emptyLog, type Fold } from './fold.ts';
import { Journal } from './journal.ts';
import { guestNicks, privateNames } from './naming.ts';
import { Ranking } from './ranking.ts';
import type { Settings } from './settings.ts';
import { Index, Table } from './table.ts';

/** What a session begins with. */
type Beginning = Omit<Opened, 'on' | 'identity' | 'nick'>;

/** The answer to a tagged command, and that command's digest; Parlance 0.2.0 kept none. */
export interface Remembered {
  readonly ok: EventOf<'ok'>;
  readonly digest: string | undefined;
}

/** Who stands behind a nick. */
export interface Person {
  readonly identity: Identity;
  readonly since: Time;
  readonly nick: string;
  /** Has chosen its nick. */
  readonly named: boolean;
  readonly rooms: Table<RoomKey, Room>;
  /** Rooms entered without being announced. */
  readonly quiet: ReadonlySet<RoomKey>;
  readonly privates: Table<PrivateKey, Private> | undefined;
  readonly away: string | undefined;
  readonly bell: boolean;
  /** The store knows it, and all of its sessions. */
  readonly stored: boolean;
  /** One for each device; a guest has one. */
  readonly sessions: Table<SessionId, Session>;
}

/** One device's place with a person. */
export interface Session {
  readonly id: SessionId;
  readonly key: SessionKey;
  readonly person: Person;
  /** The hash of the token that `/resume` wants; only its connection knows the token. */
  readonly secret: string;
  /** Where its connection comes from, or came from last. */
  readonly address: Address;
  /** The dialect of its connection. */
  readonly format: string;
  /** Where a bare line is said. */
  readonly current: Room | undefined;
  /** How far the person's private logs have surely arrived here: from there on they are told again. */
  readonly arrived: Table<PrivateKey, Seq> | undefined;
  /** How far they will have arrived when its connection, which is being told them again, says something. */
  readonly arriving: ReadonlyMap<PrivateKey, Seq> | undefined;
  /** The answers to the last tagged commands that changed something. */
  readonly answers: Table<string, Remembered> | undefined;
  /** The store has answers of it that are not in `answers`: it was kept over a restart. */
  readonly recalls: boolean;
  /** Answers that are kept with its next change. */
  readonly unkept: readonly FirstAnswer[];
  /** Its connection, or the last one that it had. */
  readonly connection: ConnectionId;
  /** The logs that were told of late that somebody types, and when. */
  readonly typed: Table<LogKey, Time> | undefined;
  /** Has said something, or left a room: it can be given up for no other one. */
  readonly settled: boolean;
  /** When its connection broke; undefined while it has one. */
  readonly lost: Time | undefined;
}

export interface Room {
  readonly key: RoomKey;
  readonly name: string;
  readonly members: Table<Identity, Person>;
  /** Where it was made from, if that was since the server was started. */
  readonly from: Address | undefined;
  /** Members who want the bell rung for them. */
  readonly bells: Table<Identity, Person> | undefined;
  readonly fold: Fold;
  /** A count of people will be told soon. */
  readonly counting: boolean;
}

/** What two identities say to each other. */
export interface Private {
  readonly key: PrivateKey;
  readonly pair: readonly [Identity, Identity];
  readonly fold: Fold;
}

const nowhere: ReadonlySet<RoomKey> = new Set();

/** A person is there as long as a session of theirs is. */
export const isGone = ({ sessions }: Person): boolean => sessions.size === 0;

export class World {
  /** What is not committed yet. Whatever the world holds is changed through it. */
  readonly journal = new Journal();
  readonly sessions = new Table<SessionId, Session>(this.journal);
  /** Whose each connection is. */
  readonly connections = new Index<ConnectionId, Session>(this.journal);
  /** By the hashes of their tokens. */
  readonly secrets = new Index<string, Session>(this.journal);
  readonly nicks = new Index<NickKey, Person>(this.journal);
  readonly persons = new Table<Identity, Person>(this.journal);
  /** Whose nicks look alike: one person each, but for those that had their nicks before this was asked. */
  readonly #alike = new Index<Skeleton, readonly Person[]>(this.journal);
  readonly addresses = new Addresses(this.journal);
  readonly rooms = new Index<RoomKey, Room>(this.journal);
  /** The rooms, those with the most members first. */
  readonly fullest = new Ranking<Room>(this.journal);
  readonly privates = new Index<PrivateKey, Private>(this.journal);
  readonly #pairs = new Index<string, Private>(this.journal);
  /** The persons and sessions whose durable part the input that is being decided has changed. */
  readonly touched = new Set<Person | Session>();
  /** How much was looked through for this input. */
  looked = 0;
  /** The latest time seen; time never goes backwards in here. */
  now: Time = 0;

  readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  personByNick(nick: string): Person | undefined {
    return this.nicks.get(nickKey(nick));
  }

  /** Somebody else whose nick looks like this one, or did until a change that may yet be undone. */
  lookAlike(nick: string, person: Person): Person | undefined {
    return this.#alike.latest(skeletonOf(nick))?.find((other) => other !== person);
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

  /** A guest comes, who has one session. */
  guest(opened: Beginning & { identity: Identity }, nick: string): Session {
    return this.addSession(this.addPerson(opened.identity, nick, this.now), opened);
  }

  addPerson(identity: Identity, nick: string, since: Time): Person {
    const person: Person = {
      identity,
      since,
      nick,
      named: false,
      rooms: this.table(),
      quiet: nowhere,
      privates: undefined,
      away: undefined,
      bell: false,
      stored: false,
      sessions: this.table(),
    };
    this.persons.put(identity, person);
    this.nicks.put(nickKey(nick), person);
    this.#like(person, skeletonOf(nick));
    return person;
  }

  addSession(person: Person, beginning: Beginning): Session {
    const { session: id, connection, key, secret, format } = beginning;
    const session: Session = {
      id,
      key,
      person,
      secret,
      address: this.addresses.of(beginning.address),
      format,
      current: undefined,
      arrived: undefined,
      arriving: undefined,
      answers: undefined,
      recalls: false,
      unkept: [],
      connection,
      typed: undefined,
      settled: false,
      lost: undefined,
    };
    this.addresses.count(session.address, 'sessions', 1);
    this.sessions.put(id, session);
    this.connections.put(connection, session);
    this.secrets.put(secret, session);
    person.sessions.put(id, session);
    return session;
  }

  /** Somebody else who has that nick, or gave it up in a change that may yet be undone. */
  holderOf(nick: string, person?: Person): Person | undefined {
    const holder = this.nicks.latest(nickKey(nick));
    return holder === person ? undefined : holder;
  }

  /** A guest's nick that nobody has, made of a random number. */
  guestNick(draw: number): string {
    for (const nick of guestNicks(draw)) if (this.holderOf(nick) === undefined) return nick;
    throw new Error('guests have more nicks than there are numbers');
  }

  rename(person: Person, nick: string): void {
    const [before, skeleton] = [person.nick, skeletonOf(nick)];
    this.set(person, 'nick', nick);
    if (nickKey(before) !== nickKey(nick)) this.nicks.remove(nickKey(before));
    this.nicks.put(nickKey(nick), person);
    if (skeletonOf(before) !== skeleton) {
      this.#unlike(person, skeletonOf(before));
      this.#like(person, skeleton);
    }
    this.touch(person);
  }

  #like(person: Person, skeleton: Skeleton): void {
    this.#alike.put(skeleton, [...(this.#alike.get(skeleton) ?? []), person]);
  }

  #unlike(person: Person, skeleton: Skeleton): void {
    const others = this.#alike.get(skeleton)?.filter((other) => other !== person) ?? [];
    if (others.length === 0) this.#alike.remove(skeleton);
    else this.#alike.put(skeleton, others);
  }

  /** A session waits for a `/resume` from here on: what its connection still says does not concern it any more. */
  lose(session: Session): void {
    this.connections.remove(session.connection);
    this.set(session, 'lost', this.now);
    this.addresses.lose(session);
  }

  /** A session has another connection, which comes from `address`. */
  find(session: Session, connection: ConnectionId, address: Address): void {
    this.connections.remove(session.connection);
    this.connections.put(connection, session);
    this.set(session, 'connection', connection);
    this.set(session, 'lost', undefined);
    this.addresses.find(session);
    this.addresses.move(session, address);
  }

  /** Takes a session out of the world. */
  close(session: Session): void {
    const { person } = session;
    this.sessions.remove(session.id);
    this.connections.remove(session.connection);
    this.secrets.remove(session.secret);
    this.addresses.find(session);
    this.addresses.count(session.address, 'sessions', -1);
    this.touched.delete(session);
    person.sessions.remove(session.id);
  }

  /** Takes a person who has left all rooms out of the world; returns the private logs that nobody can read now. */
  dismiss(person: Person): PrivateKey[] {
    this.persons.remove(person.identity);
    this.nicks.remove(nickKey(person.nick));
    this.#unlike(person, skeletonOf(person.nick));
    this.touched.delete(person);
    return [...(person.privates?.keys() ?? [])].filter((key) => this.letGo(person, key));
  }

  /** A person has this private log; what was said in it so far has arrived at all of their sessions. */
  hear(person: Person, conversation: Private): void {
    const { key, fold } = conversation;
    if (person.privates === undefined) this.set(person, 'privates', this.table());
    person.privates?.put(key, conversation);
    this.touch(person);
    for (const session of person.sessions.values()) {
      this.arrive(session, key, fold.seq);
      this.touch(session);
    }
  }

  /** A private log has surely arrived at a session as far as `seq`. */
  arrive(session: Session, key: PrivateKey, seq: Seq): void {
    if (session.arrived === undefined) this.set(session, 'arrived', this.table());
    session.arrived?.put(key, seq);
  }

  /** A person has this private log no longer. True when nobody has it: then it is gone. */
  letGo(person: Person, key: PrivateKey): boolean {
    const conversation = this.privates.get(key);
    person.privates?.remove(key);
    for (const { arrived } of person.sessions.values()) arrived?.remove(key);
    if (conversation === undefined) return false;
    if (this.peer(person, conversation)?.privates?.has(key)) return false;
    this.privates.remove(key);
    this.#pairs.remove(conversation.pair.join(' '));
    return true;
  }

  enter(person: Person, room: Room): void {
    if (!room.members.has(person.identity)) this.fullest.up(room);
    room.members.put(person.identity, person);
    person.rooms.put(room.key, room);
    this.ring(person, room, person.bell);
    this.touch(person);
  }

  /** Whether the mentions of `person` in `room` ring their bell from here on. */
  ring(person: Person, room: Room, rings: boolean): void {
    if (rings && room.bells === undefined) this.set(room, 'bells', this.table());
    if (rings) room.bells?.put(person.identity, person);
    else room.bells?.remove(person.identity);
  }

  /** A room that nobody ever spoke in is forgotten with its last member: its log is empty. */
  leave(person: Person, room: Room): void {
    if (room.members.has(person.identity)) this.fullest.down(room);
    room.members.remove(person.identity);
    room.bells?.remove(person.identity);
    person.rooms.remove(room.key);
    if (person.quiet.has(room.key)) {
      this.set(person, 'quiet', new Set([...person.quiet].filter((key) => key !== room.key)));
    }
    for (const session of person.sessions.values()) {
      if (session.current !== room) continue;
      this.set(session, 'current', undefined);
      this.touch(session);
    }
    this.touch(person);
    if (room.members.size > 0 || room.fold.seq > 0 || !this.rooms.has(room.key)) return;
    this.rooms.remove(room.key);
    this.fullest.remove(room);
    if (room.from) this.addresses.count(room.from, 'rooms', -1);
  }

  /** The room of that key, made with the spelling of whoever comes first. */
  roomOf(key: RoomKey, name: string, from?: Address, fold = emptyLog): Room {
    const known = this.rooms.get(key);
    if (known !== undefined) return known;
    const members = this.table<Identity, Person>();
    const room: Room = { key, name, members, from, bells: undefined, fold, counting: false };
    this.rooms.put(key, room);
    this.fullest.add(room);
    if (from) this.addresses.count(from, 'rooms', 1);
    return room;
  }

  /** The private log of two identities, made at the first message. */
  privateOf(one: Identity, other: Identity): Private {
    const known = this.findPrivate(one, other);
    if (known) return known;
    const pair = one < other ? ([one, other] as const) : ([other, one] as const);
    for (const key of privateNames(`${this.now} ${pair.join(' ')}`)) {
      if (this.privates.latest(key) === undefined) return this.addPrivate(key, pair, emptyLog);
    }
    throw new Error('there are more private logs than names');
  }

  addPrivate(key: PrivateKey, pair: Private['pair'], fold: Fold): Private {
    const conversation: Private = { key, pair, fold };
    this.#pairs.put(pair.join(' '), conversation);
    this.privates.put(key, conversation);
    return conversation;
  }

  findPrivate(one: Identity, other: Identity): Private | undefined {
    return this.#pairs.get(one < other ? `${one} ${other}` : `${other} ${one}`);
  }

  /** Whoever `person` talks to in a private log, while they are here. */
  peer({ identity }: Person, { pair: [one, other] }: Private): Person | undefined {
    return this.persons.get(one === identity ? other : one);
  }

  log(key: LogKey): Room | Private | undefined {
    return this.rooms.get(key as RoomKey) ?? this.privates.get(key as PrivateKey);
  }
}
