/** Sessions, nicks, rooms and private logs, and the small questions asked of them. Only `rooms/` changes it. */
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
import type { FirstAnswer, Identity, Input, Seq, SessionId, Time } from './effects.ts';
import { emptyLog, type Fold } from './fold.ts';
import type { SessionState } from './kept.ts';
import { Ranking } from './ranking.ts';

/** What a session begins with. */
type Beginning = Omit<Input & { on: 'opened' }, 'on' | 'at'>;

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
  address: Address;
  /** Empty until the directory has given a guest nick. */
  nick: string;
  format: Format;
  readonly rooms: Map<RoomKey, Room>;
  /** Rooms entered without being announced. */
  quiet: Set<RoomKey> | undefined;
  /** Where a bare line is said. */
  current: Room | undefined;
  /** Its private logs, with how far each has surely arrived: from there on it is told again. */
  privates: Map<PrivateKey, Seq> | undefined;
  /** How far they will have arrived when its connection, which is being told them again, says something. */
  arriving: ReadonlyMap<PrivateKey, Seq> | undefined;
  /** The answers to the last tagged commands that changed something. */
  answers: Map<string, Remembered> | undefined;
  /** The store has answers of it that are not in `answers`: it was kept over a restart. */
  recalls: boolean;
  /** Answers that are kept with its next change. */
  unkept: FirstAnswer[] | undefined;
  /** What was last kept of it, or would have been if it were worth it. */
  kept: SessionState | undefined;
  /** The store knows it. */
  stored: boolean;
  /** How many connections it has had. */
  connections: number;
  /** The logs that were told of late that somebody types, and when. */
  typed: Map<LogKey, Time> | undefined;
  away: string | undefined;
  bell: boolean;
  /** Has chosen its nick. */
  named: boolean;
  /** Has said something, or left a room: it can be given up for no other one. */
  settled: boolean;
  /** When its connection broke; undefined while it has one. */
  lost: Time | undefined;
}

export interface Room {
  readonly key: RoomKey;
  readonly name: string;
  readonly members: Map<SessionId, Session>;
  /** Where it was made from, if that was since the server was started. */
  readonly from: Address | undefined;
  /** Members who want the bell rung for them. */
  bells: Set<Session> | undefined;
  fold: Fold;
  /** A count of people will be told soon. */
  counting: boolean;
}

/** What two identities say to each other. */
export interface Private {
  readonly key: PrivateKey;
  readonly pair: readonly [Identity, Identity];
  fold: Fold;
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

export class World {
  readonly sessions = new Map<SessionId, Session>();
  readonly tokens = new Map<string, Session>();
  readonly nicks = new Map<NickKey, Session>();
  readonly identities = new Map<Identity, Session>();
  /** Whose nicks look alike: one session each, but for those that had their nicks before this was asked. */
  readonly #alike = new Map<Skeleton, readonly Session[]>();
  readonly addresses = new Addresses();
  readonly rooms = new Map<RoomKey, Room>();
  readonly fullest = new Ranking<Room>();
  readonly privates = new Map<PrivateKey, Private>();
  readonly #pairs = new Map<string, Private>();
  /** The sessions whose durable part this input may have changed. */
  readonly touched = new Set<Session>();
  /** The logs that this input has added to, each with what it came to before. */
  readonly applied: (readonly [log: Room | Private, before: Fold])[] = [];
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

  /** Somebody else whose nick looks like this one. */
  lookAlike(nick: string, session: Session): Session | undefined {
    return this.#alike.get(skeletonOf(nick))?.find((other) => other !== session);
  }

  /** The durable part of a session changes: it is kept when the input has been decided. */
  touch(session: Session): void {
    this.touched.add(session);
  }

  open(beginning: Beginning, since: Time = this.now): Session {
    const { session: id, identity, token, format } = beginning;
    const address = this.addresses.of(beginning.address);
    address.sessions += 1;
    const session: Session = {
      id,
      identity,
      token,
      since,
      address,
      nick: '',
      format,
      rooms: new Map(),
      quiet: undefined,
      current: undefined,
      privates: undefined,
      arriving: undefined,
      answers: undefined,
      recalls: false,
      unkept: undefined,
      kept: undefined,
      stored: false,
      connections: 1,
      typed: undefined,
      away: undefined,
      bell: false,
      named: false,
      settled: false,
      lost: undefined,
    };
    this.sessions.set(id, session);
    this.tokens.set(token, session);
    this.identities.set(session.identity, session);
    return session;
  }

  rename(session: Session, nick: string): void {
    this.#unname(session);
    session.nick = nick;
    this.nicks.set(nickKey(nick), session);
    const skeleton = skeletonOf(nick);
    this.#alike.set(skeleton, [...(this.#alike.get(skeleton) ?? []), session]);
    this.touch(session);
  }

  #unname(session: Session): void {
    if (session.nick === '') return;
    this.nicks.delete(nickKey(session.nick));
    const skeleton = skeletonOf(session.nick);
    const others = this.#alike.get(skeleton)?.filter((other) => other !== session) ?? [];
    if (others.length === 0) this.#alike.delete(skeleton);
    else this.#alike.set(skeleton, others);
  }

  /** A session waits for a `/resume` from here on. */
  lose(session: Session): void {
    session.lost = this.now;
    this.addresses.lose(session);
  }

  /** A session has a connection again, which comes from `address`. */
  find(session: Session, address: Address): void {
    session.lost = undefined;
    this.addresses.find(session);
    this.addresses.move(session, address);
  }

  /** Takes a session that has left its rooms out of the world; returns its private logs that nobody can read now. */
  close(session: Session): PrivateKey[] {
    this.sessions.delete(session.id);
    this.tokens.delete(session.token);
    this.identities.delete(session.identity);
    this.addresses.find(session);
    session.address.sessions -= 1;
    this.addresses.forgetIfIdle(session.address);
    this.touched.delete(session);
    this.#unname(session);
    return [...(session.privates?.keys() ?? [])].filter((key) => this.letGo(session, key));
  }

  /** A session has this private log no longer. True when nobody has it: then it is gone. */
  letGo(session: Session, key: PrivateKey): boolean {
    const conversation = this.privates.get(key);
    session.privates?.delete(key);
    if (conversation === undefined) return false;
    if (this.peer(session, conversation)?.privates?.has(key)) return false;
    this.privates.delete(key);
    this.#pairs.delete(conversation.pair.join(' '));
    return true;
  }

  enter(session: Session, room: Room): void {
    if (!room.members.has(session.id)) this.fullest.up(room);
    room.members.set(session.id, session);
    session.rooms.set(room.key, room);
    if (session.bell) ringFor(session, room);
    this.touch(session);
  }

  /** A room that nobody ever spoke in is forgotten with its last member: its log is empty. */
  leave(session: Session, room: Room): void {
    if (room.members.delete(session.id)) this.fullest.down(room);
    room.bells?.delete(session);
    session.rooms.delete(room.key);
    session.quiet?.delete(room.key);
    if (session.current === room) session.current = undefined;
    this.touch(session);
    this.forgetIfUnused(room);
  }

  forgetIfUnused(room: Room): void {
    if (room.members.size > 0 || room.fold.seq > 0 || !this.rooms.delete(room.key)) return;
    this.fullest.remove(room);
    if (room.from === undefined) return;
    room.from.rooms -= 1;
    this.addresses.forgetIfIdle(room.from);
  }

  /** The room of that key, made with the spelling of whoever comes first. */
  roomOf(key: RoomKey, name: string, from?: Address): Room {
    const known = this.rooms.get(key);
    if (known) return known;
    const members = new Map<SessionId, Session>();
    const room: Room = {
      key,
      name,
      members,
      from,
      bells: undefined,
      fold: emptyLog,
      counting: false,
    };
    this.rooms.set(key, room);
    this.fullest.add(room);
    if (from) from.rooms += 1;
    return room;
  }

  /** The private log of two identities, made at the first message. */
  privateOf(one: Identity, other: Identity): Private {
    const known = this.findPrivate(one, other);
    if (known) return known;
    const pair = one < other ? ([one, other] as const) : ([other, one] as const);
    for (let salt = 0; ; salt += 1) {
      const key = privateName(`${this.now} ${salt} ${pair.join(' ')}`);
      if (!this.privates.has(key)) return this.addPrivate(key, pair, emptyLog);
    }
  }

  addPrivate(key: PrivateKey, pair: Private['pair'], fold: Fold): Private {
    const conversation: Private = { key, pair, fold };
    this.#pairs.set(pair.join(' '), conversation);
    this.privates.set(key, conversation);
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

/** From here on the mentions of `session` in `room` ring its bell. */
export function ringFor(session: Session, room: Room): void {
  room.bells ??= new Set();
  room.bells.add(session);
}

/** The numbers of FNV-1a, and a base in which a name is short. */
const [OFFSET, PRIME, BASE] = [0x811c9dc5, 0x01000193, 36];

/** A name made of what is never there twice is not given again either, also after a restart. */
function privateName(origin: string): PrivateKey {
  const half = (seed: number): string => {
    let hash = OFFSET ^ seed;
    for (let at = 0; at < origin.length; at += 1) {
      hash = Math.imul(hash ^ origin.charCodeAt(at), PRIME);
    }
    return (hash >>> 0).toString(BASE).padStart(7, '0').slice(-4);
  };
  return `@${half(0)}${half(1)}` as PrivateKey;
}
