/** What the world holds, as plain data: persons, their sessions, rooms and private logs. The journal alone changes it. */
import type { EventOf } from '../../../grammar/events.ts';
import type { Fault } from '../../../grammar/faults.ts';
import type { LogKey, PrivateKey, RoomKey } from '../../../grammar/names.ts';
import type { Privacy } from '../../../grammar/preferences.ts';
import type { FirstAnswer } from '../answers.ts';
import type { AccountState, BotToken, Choice } from '../durable/kept.ts';
import type { Fold } from '../logs/fold.ts';
import type { ConnectionId, Identity, Seq, SessionId, SessionKey, Time } from './ids.ts';
import type { Links } from './links.ts';
import type { Table } from './table.ts';

/** The answer to a tagged command, and that command's digest; Parlance 0.2.0 kept none. */
export interface TaggedAnswer {
  readonly ok: EventOf<'ok'>;
  readonly digest: string | undefined;
}

/** What makes a person more than a guest. */
export type Account = Omit<AccountState, 'v'>;

/** Who stands behind a nick. */
export interface Person {
  readonly identity: Identity;
  readonly since: Time;
  readonly nick: string;
  /** Has chosen its nick. */
  readonly named: boolean;
  /** Each with since when it is in it. */
  readonly rooms: Links<RoomKey, Room, Stay>;
  /** Rooms in which it has a role, whether it is in them or not. */
  readonly roles: Links<RoomKey, Room> | undefined;
  /** Rooms entered without being announced. */
  readonly quiet: ReadonlySet<RoomKey>;
  readonly privates: Table<PrivateKey, Private> | undefined;
  readonly away: string | undefined;
  readonly bell: boolean;
  /** Whose doings are not shown to them, each with the nick that they had; the one ignored first is first. */
  readonly ignored: ReadonlyMap<Identity, string>;
  /** Who may write to them in private. */
  readonly privacy: Privacy;
  /** A guest has none. With one, it is known also while it has no session. */
  readonly account: Account | undefined;
  /** How far an account has read its logs. */
  readonly reads: Table<LogKey, Seq> | undefined;
  /** What it has chosen to be told of at once, where it has chosen: '' is for all that have no choice of their own. */
  readonly notify: ReadonlyMap<RoomKey | '', Choice> | undefined;
  /** When an account that is offline was here last; of before that was kept, nobody knows. */
  readonly seen: Time | undefined;
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
  /** The hash of the ticket that `/resume` wants; only its connection knows the ticket. */
  readonly secret: string;
  /**
   * Others that open it: the one by which it was resumed last, and behind that those which it has had since. Nobody knows
   * which of them have arrived, and a `/resume` may be late: so all are good until one of the newer ones is used.
   */
  readonly earlier: readonly string[];
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
  readonly answers: Table<string, TaggedAnswer> | undefined;
  /** The store has answers of it that are not in `answers`: it was kept over a restart. */
  readonly recalls: boolean;
  /** Answers that are kept with its next change. */
  readonly unkept: readonly FirstAnswer[];
  /** Its connection, or the last one that it had. */
  readonly connection: ConnectionId;
  /** The logs that were told of late that somebody types, and when. */
  readonly typed: Table<LogKey, Time> | undefined;
  /** It has said something, or left a room: its connection can't resume another session any more. */
  readonly used: boolean;
  /** The token that it was logged in with, if it is a bot's. */
  readonly bot: BotToken | undefined;
  /** It has come from where a ban from the server hits, and may only log in. */
  readonly barred: boolean;
  /** Why whoever has come from there may only log in, if that is so. */
  readonly mustLogIn: string | undefined;
  /** Its number among those of its person. */
  readonly device: number;
  /** When it became one of its person's, and when it last gave a command, about; of guests that is not looked at. */
  readonly since: Time;
  readonly heard: Time;
  /** When its connection broke; undefined while it has one. */
  readonly lost: Time | undefined;
  /** What was refused to it last. */
  readonly refused: Pick<Fault, 'code' | 'message'> | undefined;
}

/** A room: who is in it, and what its log comes to. */
export interface Room {
  readonly key: RoomKey;
  readonly name: string;
  /** Those who are here. */
  readonly members: Table<Identity, Person>;
  /** Each member, and accounts that are in the room and offline: they are back in it when they log in. */
  readonly stays: Table<Identity, true>;
  /** When people last said something, as far as the room is slow; the longest ago is first. */
  readonly spoke: Table<Identity, Time>;
  /** The address from which it was made, if that was since the server was started. */
  readonly madeFrom: Address | undefined;
  /** Members who want the bell rung for them. */
  readonly bells: Table<Identity, Person> | undefined;
  readonly fold: Fold;
  /** A count of people will be told soon. */
  readonly counting: boolean;
}

/** Of a session whose answers are all kept. */
export const NONE_UNKEPT: readonly FirstAnswer[] = [];

/** Since when somebody is in a room: places are the ends that its log had then. */
export interface Stay {
  /** Where they joined. */
  readonly joined: Seq;
  /** Where they last came when none of their sessions was there: of a guest, where they joined. */
  readonly came: Seq;
  /** When they joined; 0 when nobody knows. */
  readonly since: Time;
}

/** Of somebody of whom nobody knows when they joined. */
export const ALWAYS: Stay = { joined: 0, came: 0, since: 0 };

/** What two identities say to each other. */
export interface Private {
  readonly key: PrivateKey;
  readonly pair: readonly [Identity, Identity];
  /** Which of them have said or done something in it. */
  readonly wrote: readonly Identity[];
  readonly fold: Fold;
}

/** As people name a log. */
export const targetOf = (log: Room | Private): string => ('name' in log ? log.name : log.key);

/** Which log it is, as events tell it. */
export const placeOf = (log: Room | Private): { room: string } | { log: PrivateKey } =>
  'name' in log ? { room: log.name } : { log: log.key };

/** Where people come from, and what they hold of what is scarce. */
export interface Address {
  readonly name: string;
  readonly sessions: number;
  /** The one that has waited longest is first. */
  readonly lost: Table<SessionId, Session>;
  /** Rooms that were made from there, and are. */
  readonly rooms: number;
}

/** A person as lists show them. */
export interface Face extends Pick<Person, 'identity' | 'nick' | 'away'> {
  /** Of an account that sleeps it is not told. */
  readonly account: Pick<Account, 'since'> | undefined;
  readonly sessions: { readonly size: number; values(): Iterable<Session> };
}

/** A person is here as long as a session of theirs is. */
export const isGone = ({ sessions }: Pick<Face, 'sessions'>): boolean => sessions.size === 0;

/** Notes that the durable part of somebody changes: it is kept when the input has been decided. */
export type Touch = (who: Person | Session) => void;

/** Notes that nobody needs this for now: it may sleep before long. */
export type Doze = (who: Person | Room) => void;
