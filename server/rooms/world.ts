/** Sessions, nicks, rooms and private logs, and the small questions asked of them. Only `rooms/` changes it. */
import type { Format } from '../../grammar/ast.ts';
import type { EventOf } from '../../grammar/events.ts';
import {
  type LogKey,
  type NickKey,
  nickKey,
  type PrivateKey,
  type RoomKey,
} from '../../grammar/names.ts';
import type { Identity, Seq, SessionId, Time } from './effects.ts';
import { emptyLog, type Fold } from './fold.ts';

export interface Session {
  readonly id: SessionId;
  readonly identity: Identity;
  /** What `/resume` wants. */
  readonly token: string;
  readonly since: Time;
  /** Empty until the directory has given a guest nick. */
  nick: string;
  format: Format;
  readonly rooms: Map<RoomKey, Room>;
  /** Rooms entered without being announced. */
  quiet: Set<RoomKey> | undefined;
  /** Where a bare line is said. */
  current: Room | undefined;
  /** Its private logs, with where each stood when the present connection began. */
  privates: Map<PrivateKey, Seq> | undefined;
  /** The answers to the last tagged commands that changed something. */
  answers: Map<string, EventOf<'ok'>> | undefined;
  away: string | undefined;
  bell: boolean;
  /** Has chosen its nick. */
  named: boolean;
  /** Has said something. */
  spoken: boolean;
  /** When its connection broke; undefined while it has one. */
  lost: Time | undefined;
}

export interface Room {
  readonly key: RoomKey;
  readonly name: string;
  readonly members: Map<SessionId, Session>;
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
    /** Sessions that wait for a `/resume`; past that the one that waited longest ends. */
    readonly lost: number;
    /** How long, in milliseconds, a session waits for a `/resume`. */
    readonly grace: number;
  };
}

export class World {
  readonly sessions = new Map<SessionId, Session>();
  readonly tokens = new Map<string, Session>();
  readonly nicks = new Map<NickKey, Session>();
  readonly identities = new Map<Identity, Session>();
  /** Sessions without a connection, the one that waited longest first. */
  readonly lost = new Map<SessionId, Session>();
  readonly rooms = new Map<RoomKey, Room>();
  readonly privates = new Map<PrivateKey, Private>();
  readonly #pairs = new Map<string, Private>();
  #privatesMade = 0;
  /** The latest time seen; time never goes backwards in here. */
  now: Time = 0;

  readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  sessionByNick(nick: string): Session | undefined {
    return this.nicks.get(nickKey(nick));
  }

  open(id: SessionId, token: string, format: Format): Session {
    const session: Session = {
      id,
      identity: `guest:${id}`,
      token,
      since: this.now,
      nick: '',
      format,
      rooms: new Map(),
      quiet: undefined,
      current: undefined,
      privates: undefined,
      answers: undefined,
      away: undefined,
      bell: false,
      named: false,
      spoken: false,
      lost: undefined,
    };
    this.sessions.set(id, session);
    this.tokens.set(token, session);
    this.identities.set(session.identity, session);
    return session;
  }

  rename(session: Session, nick: string): void {
    this.nicks.delete(nickKey(session.nick));
    session.nick = nick;
    this.nicks.set(nickKey(nick), session);
  }

  /** Takes a session that has left its rooms out of the world; returns its private logs that nobody can read now. */
  close(session: Session): PrivateKey[] {
    this.sessions.delete(session.id);
    this.tokens.delete(session.token);
    this.identities.delete(session.identity);
    this.lost.delete(session.id);
    if (session.nick !== '') this.nicks.delete(nickKey(session.nick));
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
    room.members.set(session.id, session);
    session.rooms.set(room.key, room);
    if (session.bell) ringFor(session, room);
  }

  /** A room that nobody ever spoke in is forgotten with its last member: its log is empty. */
  leave(session: Session, room: Room): void {
    room.members.delete(session.id);
    room.bells?.delete(session);
    session.rooms.delete(room.key);
    session.quiet?.delete(room.key);
    if (session.current === room) session.current = undefined;
    this.forgetIfUnused(room);
  }

  forgetIfUnused(room: Room): void {
    if (room.members.size === 0 && room.fold.seq === 0) this.rooms.delete(room.key);
  }

  /** The room of that key, made with the spelling of whoever comes first. */
  roomOf(key: RoomKey, name: string): Room {
    let room = this.rooms.get(key);
    if (room === undefined) {
      room = { key, name, members: new Map(), bells: undefined, fold: emptyLog, counting: false };
      this.rooms.set(key, room);
    }
    return room;
  }

  /**
   * Makes place for `count` rooms: the oldest that nobody is in are forgotten with what was said in them, but none that
   * is `wanted`. Nothing happens, and nothing is returned, when there are not so many.
   */
  forgetRooms(count: number, wanted: ReadonlyMap<RoomKey, string>): RoomKey[] | undefined {
    const empty: RoomKey[] = [];
    for (const { key, members } of this.rooms.values()) {
      if (members.size > 0 || wanted.has(key)) continue;
      empty.push(key);
      if (empty.length === count) break;
    }
    if (empty.length < count) return undefined;
    for (const key of empty) this.rooms.delete(key);
    return empty;
  }

  /** The private log of two identities, made at the first message. */
  privateOf(one: Identity, other: Identity): Private {
    const pair = one < other ? ([one, other] as const) : ([other, one] as const);
    const name = pair.join(' ');
    const known = this.#pairs.get(name);
    if (known) return known;
    this.#privatesMade += 1;
    const key = `@${this.#privatesMade.toString(36)}` as PrivateKey;
    const conversation: Private = { key, pair, fold: emptyLog };
    this.#pairs.set(name, conversation);
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
