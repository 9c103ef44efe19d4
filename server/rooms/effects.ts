/** What goes into the room manager and what comes out of it: plain data, held until its turn is committed. */
import type { Command, CommandName } from '../../grammar/ast.ts';
import type { ByeCode, Event, Logged } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import type { Answer, Called, FirstAnswer, Gathered, Guest } from './answers.ts';
import type {
  AccountState,
  LogAbout,
  PersonState,
  RegimeState,
  SessionState,
} from './durable/kept.ts';
import type { Order, Report } from './people/orders.ts';
import type { Question } from './questions.ts';
import type { ReloadableSettings } from './server-settings.ts';
import type { ConnectionId, Identity, Seq, SessionId, SessionKey, Time } from './world/ids.ts';

/**
 * One thing that happens to the room manager. It brings its time, ids and tokens. An input of a connection concerns the
 * session to which the connection belongs when it is decided. It is ignored when there is no such session any more.
 */
export type Input = { at: Time } & (
  | Opened
  /** Neither inputs nor effects hold a secret: the token of a `/resume` arrives as its hash, passwords are left out. */
  | {
      on: 'commanded';
      connection: ConnectionId;
      command: Command;
      /** The SHA-256 of the certificate that its connection has shown, where the command may be about it. */
      certificate?: string | undefined;
    }
  | { on: 'refused'; connection: ConnectionId; fault: Fault }
  | { on: 'answered'; connection: ConnectionId; answer: Answer }
  /** A command came faster than its connection's rate: it is read later. Told once. */
  | { on: 'slowed'; connection: ConnectionId }
  /** A reader that was fed from the log is live again. `rooms`: those in which it missed presence. */
  | { on: 'live'; connection: ConnectionId; rooms: RoomKey[] }
  /** The connection broke: the session waits for a `/resume` until its grace ends. */
  | { on: 'lost'; connection: ConnectionId }
  /** The connection did not answer a ping. It counts as lost, and is told so. */
  | { on: 'silent'; connection: ConnectionId }
  /** The connection was closed in order: the session ends. */
  | { on: 'closed'; connection: ConnectionId; reason: string }
  | { on: 'due'; due: Due }
  /** Somebody who may use the server's directory gives an order, without a connection. Passwords are hashed already. */
  | { on: 'ordered'; order: Order; id: OrderId }
  /** The configuration was read again. */
  | { on: 'configured'; settings: ReloadableSettings }
  /** What was left of all that somebody said, or some of it; nothing when the store could not be read. */
  | { on: 'gathered'; who: Identity; found: readonly Gathered[] | undefined }
);

/** A command, as far as its answers name it. */
export interface Cause {
  readonly cmd: CommandName;
  readonly tag?: string | undefined;
}

/** The command that an input is, or whose question it answers. */
export function causeOf(input: Input): Cause | undefined {
  if (input.on === 'commanded') return input.command;
  return input.on === 'answered' ? input.answer.to : undefined;
}

/** Names an order, so that its report finds who gave it. */
export type OrderId = number;

/** A connection wants to be greeted. */
export interface Opened extends Guest {
  on: 'opened';
  session: SessionId;
  connection: ConnectionId;
  key: SessionKey;
  /** The hash of its token. */
  secret: string;
  /** Where its connection comes from. */
  address: string;
  /** Why whoever comes from there may only log in, if that is so. */
  mustLogIn?: string;
  /** The dialect that it speaks. */
  format: string;
}

/** Why a connection is closed. */
export interface Bye {
  code: ByeCode;
  message: string;
}

/** What the room manager asked to be reminded of. */
export type Due =
  /** The grace of a session is over, unless it was resumed since this connection broke. */
  | { due: 'grace'; session: SessionId; connection: ConnectionId }
  | { due: 'count'; room: RoomKey }
  /** What somebody said is to be deleted. */
  | { due: 'erase'; who: Identity }
  /** Rooms that everybody has left may go. */
  | { due: 'deserted' }
  /** An exception of a room, or of the server, is over. */
  | { due: 'exception'; room: RoomKey; until: Time }
  /** Whoever was not needed for a while may sleep. */
  | { due: 'sleep' };

/**
 * One thing that follows from an input. traits.ts says of each kind whether it is kept, begins at once and waits for
 * the commit.
 */
export type Effect =
  /** From here on, after `seq`, `who` hears the log, called `name`; in a room, the members are those who hear it. */
  | { do: 'enter'; who: SessionId; log: LogKey; name: string; seq: Seq }
  | { do: 'leave'; who: SessionId; log: LogKey }
  /** Hides from `who`, from here on, what these authors do. */
  | { do: 'hide'; who: SessionId; authors: ReadonlySet<Identity> }
  /** An event that has its seq and is applied. It is told to all who hear the log, once it is committed. */
  | {
      do: 'record';
      by: SessionId;
      log: LogKey;
      event: Logged;
      author: Identity;
      /** Of the command, when it is tagged: by which session, too. */
      first: (Omit<FirstAnswer, 'outcome'> & { session: SessionKey }) | undefined;
      /** The seq before it. */
      after: Seq;
      /** The earlier events that it changes, as they read from now on. */
      amended: Logged[] | undefined;
      /** Whom it, and those of them that are messages, call now. */
      calls: readonly Called[] | undefined;
      /** What is kept of the log besides its events, when it changes. */
      about: LogAbout | undefined;
    }
  /** What a person comes back with after a restart is `state` now; nothing when they are gone. */
  | { do: 'keep-person'; identity: Identity; state: PersonState | undefined }
  /** What makes a person an account is `state` now; nothing when it is none any more. */
  | { do: 'keep-account'; identity: Identity; state: AccountState | undefined }
  /** What is set for the whole server is `state` now. */
  | { do: 'keep-regime'; state: RegimeState }
  /** What a session comes back with, likewise, and what it was answered since. */
  | {
      do: 'keep-session';
      who: SessionId;
      key: SessionKey;
      person: Identity;
      state: SessionState | undefined;
      answers: readonly FirstAnswer[];
    }
  /**
   * Presence: told live and not logged, once to each session that hears any of `logs`, and to `also`. `author`: who did it,
   * for those who ignore them.
   */
  | {
      do: 'announce';
      logs: LogKey[];
      event: Event;
      also?: readonly SessionId[];
      author?: Identity;
    }
  | { do: 'tell'; to: SessionId; event: Event }
  /** Hands the report of an order to who gave it. */
  | { do: 'report'; id: OrderId; report: Report }
  /** Tells the operator a fact. */
  | { do: 'warn'; fact: string }
  /** Feeds `to` the log after `after` until it is live. What it is told next comes behind that. */
  | { do: 'replay'; to: SessionId; log: LogKey; after: Seq }
  /** A question of the connection of `by`. Its commands wait until the answer has come as an input. */
  | { do: 'ask'; by: SessionId; connection: ConnectionId; question: Question }
  /** Looks for the last messages of somebody that were not deleted; what is found is an input. */
  | { do: 'gather'; who: Identity; limit: number }
  /** Reminds of something after this many milliseconds. */
  | { do: 'remind'; after: number; due: Due }
  /** Rings the bell of a terminal. */
  | { do: 'ring'; who: SessionId; log: LogKey }
  /** The connection of `who` speaks `format` from here on. */
  | { do: 'speak'; who: SessionId; connection: ConnectionId; format: string }
  /** The connection of `fresh`, a session that is over, belongs to `by` now, and its ticket opens that, if it is `isRenewed`. An older connection of `by` gets a bye. */
  | { do: 'adopt'; fresh: SessionId; connection: ConnectionId; by: SessionId; isRenewed: boolean }
  /** The session has no connection for now; what it missed is replayed when it is resumed. */
  | { do: 'detach'; who: SessionId; bye?: Bye }
  /** Nobody can read this log any more. */
  | { do: 'forget'; log: LogKey }
  /** The session is over: those who hear `told` are told that it quit; its connection, if any, is told why and closed. */
  | {
      do: 'end';
      who: SessionId;
      nick: string;
      /** Whose words the reason is, if they are somebody's: who ignores them is not told it. */
      author: Identity | undefined;
      told: LogKey[];
      reason: string;
      at: string;
      bye: Bye;
    };
