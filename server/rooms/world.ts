/** Sessions, nicks, rooms and private logs, and the small questions asked of them. Only `rooms/` changes it, by its journal. */
import type { Format } from '../../grammar/ast.ts';
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
import type { FirstAnswer, Identity, Opened, Seq, SessionId, Time } from './effects.ts';
import { emptyLog, type Fold } from './fold.ts';
import { Journal } from './journal.ts';
import { Ranking } from './ranking.ts';
import { Index, Table } from './table.ts';

/** What a session begins with. */
type Beginning = Omit<Opened, 'on'> & { nick: string };

/** The answer to a tagged command, and that command's digest; Parlance 0.2.0 kept none. */
export interface Remembered {
  readonly ok: EventOf<'ok'>;
  readonly digest: string | undefined;
}

export interface Session {
  readonly id: SessionId;
  readonly identity: Identity;
  /** What `/resume` wants. */
  readonly token: string;
  readonly since: Time;
  /** Where its connection comes from, or came from last. */
  readonly address: Address;
  readonly nick: string;
  readonly format: Format;
  readonly rooms: Table<RoomKey, Room>;
  /** Rooms entered without being announced. */
  readonly quiet: ReadonlySet<RoomKey>;
  /** Where a bare line is said. */
  readonly current: Room | undefined;
  /** Its private logs, with how far each has surely arrived: from there on it is told again. */
  readonly privates: Table<PrivateKey, Seq> | undefined;
  /** How far they will have arrived when its connection, which is being told them again, says something. */
  readonly arriving: ReadonlyMap<PrivateKey, Seq> | undefined;
  /** The answers to the last tagged commands that changed something. */
  readonly answers: Table<string, Remembered> | undefined;
  /** The store has answers of it that are not in `answers`: it was kept over a restart. */
  readonly recalls: boolean;
  /** Answers that are kept with its next change. */
  readonly unkept: readonly FirstAnswer[];
  /** The store knows it. */
  readonly stored: boolean;
  /** How many connections it has had. */
  readonly connections: number;
  /** The logs that were told of late that somebody types, and when. */
  readonly typed: Table<LogKey, Time> | undefined;
  readonly away: string | undefined;
  readonly bell: boolean;
  /** Has chosen its nick. */
  readonly named: boolean;
  /** Has said something, or left a room: it can be given up for no other one. */
  readonly settled: boolean;
  /** When its connection broke; undefined while it has one. */
  readonly lost: Time | undefined;
}

export interface Room {
  readonly key: RoomKey;
  readonly name: string;
  readonly members: Table<SessionId, Session>;
  /** Where it was made from, if that was since the server was started. */
  readonly from: Address | undefined;
  /** Members who want the bell rung for them. */
  readonly bells: Table<SessionId, Session> | undefined;
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

export interface Settings {
  readonly server: string;
  readonly version: string;
  /** Names the number space of all logs. */
  readonly store: string;
  readonly motd: string;
  readonly limits: {
    /** Rooms that one session may be in. */
    readonly rooms: number;
    /** Rooms that the server keeps. */
    readonly allRooms: number;
    /** Sessions that wait for a `/resume`; past that one ends, of the address with the most of them. */
    readonly lost: number;
    /** How long, in milliseconds, a session waits for a `/resume`. */
    readonly grace: number;
    readonly perAddress: {
      /** Sessions; past that the one of them that waits longest for a `/resume` ends. */
      readonly sessions: number;
      /** Rooms that were made from there. */
      readonly rooms: number;
    };
  };
}

const nowhere: ReadonlySet<RoomKey> = new Set();

export class World {
  /** What is not committed yet. Whatever the world holds is changed through it. */
  readonly journal = new Journal();
  readonly sessions = new Table<SessionId, Session>(this.journal);
  readonly tokens = new Index<string, Session>(this.journal);
  readonly nicks = new Index<NickKey, Session>(this.journal);
  readonly identities = new Index<Identity, Session>(this.journal);
  /** Whose nicks look alike: one session each, but for those that had their nicks before this was asked. */
  readonly #alike = new Index<Skeleton, readonly Session[]>(this.journal);
  readonly addresses = new Addresses(this.journal);
  readonly rooms = new Index<RoomKey, Room>(this.journal);
  /** The rooms, those with the most members first. */
  readonly fullest = new Ranking<Room>(this.journal);
  readonly privates = new Index<PrivateKey, Private>(this.journal);
  readonly #pairs = new Index<string, Private>(this.journal);
  /** The sessions whose durable part the input that is being decided has changed. */
  readonly touched = new Set<Session>();
  /** How much was looked through for this input. */
  looked = 0;
  /** The latest time seen; time never goes backwards in here. */
  now: Time = 0;

  readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  sessionByNick(nick: string): Session | undefined {
    return this.nicks.get(nickKey(nick));
  }

  /** Somebody else whose nick looks like this one, or did until a change that may yet be undone. */
  lookAlike(nick: string, session: Session): Session | undefined {
    return this.#alike.latest(skeletonOf(nick))?.find((other) => other !== session);
  }

  /** Changes what the world holds; the inverse is noted. */
  set<T extends object, K extends keyof T>(of: T, field: K, value: T[K]): void {
    this.journal.set(of, field, value);
  }

  table<K, V extends {}>(): Table<K, V> {
    return new Table(this.journal);
  }

  /** The durable part of a session changes: it is kept when the input has been decided. */
  touch(session: Session): void {
    this.touched.add(session);
  }

  open(beginning: Beginning, since: Time = this.now): Session {
    const { session: id, identity, token, nick, format } = beginning;
    const address = this.addresses.of(beginning.address);
    this.addresses.count(address, 'sessions', 1);
    const session: Session = {
      id,
      identity,
      token,
      since,
      address,
      nick,
      format,
      rooms: this.table(),
      quiet: nowhere,
      current: undefined,
      privates: undefined,
      arriving: undefined,
      answers: undefined,
      recalls: false,
      unkept: [],
      stored: false,
      connections: 1,
      typed: undefined,
      away: undefined,
      bell: false,
      named: false,
      settled: false,
      lost: undefined,
    };
    this.sessions.put(session.id, session);
    this.tokens.put(token, session);
    this.identities.put(session.identity, session);
    this.nicks.put(nickKey(nick), session);
    this.#like(session, skeletonOf(nick));
    return session;
  }

  /** Somebody else who has that nick, or gave it up in a change that may yet be undone. */
  holderOf(nick: string, session?: Session): Session | undefined {
    const holder = this.nicks.latest(nickKey(nick));
    return holder === session ? undefined : holder;
  }

  /** A guest's nick that nobody has, made of a random number. */
  guestNick(draw: number): string {
    for (let among = GUESTS, turn = 0; ; turn += 1, among = Math.min(among * 10, MOST_GUESTS)) {
      const nick = `guest-${digitsOf(hash(`${draw}`, turn) % among)}`;
      if (this.holderOf(nick) === undefined) return nick;
    }
  }

  rename(session: Session, nick: string): void {
    const [before, skeleton] = [session.nick, skeletonOf(nick)];
    this.set(session, 'nick', nick);
    if (nickKey(before) !== nickKey(nick)) this.nicks.remove(nickKey(before));
    this.nicks.put(nickKey(nick), session);
    if (skeletonOf(before) !== skeleton) {
      this.#unlike(session, skeletonOf(before));
      this.#like(session, skeleton);
    }
    this.touch(session);
  }

  #like(session: Session, skeleton: Skeleton): void {
    this.#alike.put(skeleton, [...(this.#alike.get(skeleton) ?? []), session]);
  }

  #unlike(session: Session, skeleton: Skeleton): void {
    const others = this.#alike.get(skeleton)?.filter((other) => other !== session) ?? [];
    if (others.length === 0) this.#alike.remove(skeleton);
    else this.#alike.put(skeleton, others);
  }

  /** A session waits for a `/resume` from here on. */
  lose(session: Session): void {
    this.set(session, 'lost', this.now);
    this.addresses.lose(session);
  }

  /** A session has a connection again, which comes from `address`. */
  find(session: Session, address: Address): void {
    this.set(session, 'lost', undefined);
    this.addresses.find(session);
    this.addresses.move(session, address);
  }

  /** Takes a session that has left its rooms out of the world; returns its private logs that nobody can read now. */
  close(session: Session): PrivateKey[] {
    this.sessions.remove(session.id);
    this.tokens.remove(session.token);
    this.identities.remove(session.identity);
    this.addresses.find(session);
    this.addresses.count(session.address, 'sessions', -1);
    this.touched.delete(session);
    this.nicks.remove(nickKey(session.nick));
    this.#unlike(session, skeletonOf(session.nick));
    return [...(session.privates?.keys() ?? [])].filter((key) => this.letGo(session, key));
  }

  /** A session has this private log, which has surely arrived at it as far as `seq`. */
  hear(session: Session, key: PrivateKey, seq: Seq): void {
    if (session.privates === undefined) this.set(session, 'privates', this.table());
    session.privates?.put(key, seq);
  }

  /** A session has this private log no longer. True when nobody has it: then it is gone. */
  letGo(session: Session, key: PrivateKey): boolean {
    const conversation = this.privates.get(key);
    session.privates?.remove(key);
    if (conversation === undefined) return false;
    if (this.peer(session, conversation)?.privates?.has(key)) return false;
    this.privates.remove(key);
    this.#pairs.remove(conversation.pair.join(' '));
    return true;
  }

  enter(session: Session, room: Room): void {
    if (!room.members.has(session.id)) this.fullest.up(room);
    room.members.put(session.id, session);
    session.rooms.put(room.key, room);
    this.ring(session, room, session.bell);
    this.touch(session);
  }

  /** Whether the mentions of `session` in `room` ring its bell from here on. */
  ring(session: Session, room: Room, rings: boolean): void {
    if (rings && room.bells === undefined) this.set(room, 'bells', this.table());
    if (rings) room.bells?.put(session.id, session);
    else room.bells?.remove(session.id);
  }

  /** A room that nobody ever spoke in is forgotten with its last member: its log is empty. */
  leave(session: Session, room: Room): void {
    if (room.members.has(session.id)) this.fullest.down(room);
    room.members.remove(session.id);
    room.bells?.remove(session.id);
    session.rooms.remove(room.key);
    if (session.quiet.has(room.key)) {
      this.set(session, 'quiet', new Set([...session.quiet].filter((key) => key !== room.key)));
    }
    if (session.current === room) this.set(session, 'current', undefined);
    this.touch(session);
    if (room.members.size > 0 || room.fold.seq > 0 || !this.rooms.has(room.key)) return;
    this.rooms.remove(room.key);
    this.fullest.remove(room);
    if (room.from) this.addresses.count(room.from, 'rooms', -1);
  }

  /** The room of that key, made with the spelling of whoever comes first. */
  roomOf(key: RoomKey, name: string, from?: Address, fold = emptyLog): Room {
    const known = this.rooms.get(key);
    if (known !== undefined) return known;
    const members = this.table<SessionId, Session>();
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
    for (let salt = 0; ; salt += 1) {
      const key = privateName(`${this.now} ${salt} ${pair.join(' ')}`);
      if (this.privates.latest(key) === undefined) return this.addPrivate(key, pair, emptyLog);
    }
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

  /** Whoever `session` talks to in a private log, while they are here. */
  peer(session: Session, conversation: Private): Session | undefined {
    const [one, other] = conversation.pair;
    return this.identities.get(one === session.identity ? other : one);
  }

  log(key: LogKey): Room | Private | undefined {
    return this.rooms.get(key as RoomKey) ?? this.privates.get(key as PrivateKey);
  }
}

/** The numbers of FNV-1a, and a base in which a name is short. */
const [OFFSET, PRIME, BASE] = [0x811c9dc5, 0x01000193, 36];

/** The digits of a guest's number: none looks like another. */
const DIGITS = '23456789abcdefghijkmnpqrstuvwxyz';
/** Guests' nicks are drawn from this many at first, and from ten times as many whenever a draw is taken. */
const GUESTS = DIGITS.length ** 2;
const MOST_GUESTS = 2 ** 32;

function digitsOf(number: number): string {
  const last = DIGITS.charAt(number % DIGITS.length);
  return number < DIGITS.length ? last : digitsOf(Math.floor(number / DIGITS.length)) + last;
}

function hash(text: string, seed: number): number {
  let hash = OFFSET ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 0;
}

/** A name made of what is never there twice is not given again either, also after a restart. */
function privateName(origin: string): PrivateKey {
  const half = (seed: number): string =>
    hash(origin, seed).toString(BASE).padStart(7, '0').slice(-4);
  return `@${half(0)}${half(1)}` as PrivateKey;
}
