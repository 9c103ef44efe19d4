/** What goes into the room manager and what comes out of it: plain data, held until its turn is committed. */
import type { Command } from '../../grammar/ast.ts';
import type { ByeCode, Event, Logged } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import type { ConnectionId, Identity, Seq, SessionId, SessionKey, Time } from './ids.ts';
import type { AccountState, LogAbout, PersonState, RegimeState, SessionState } from './kept.ts';
import type { Order, Report } from './orders.ts';
import type { Answer, Called, FirstAnswer, Gathered, Guest, Question } from './questions.ts';

/**
 * One thing that happens to the room manager. Time, ids and tokens arrive with it. What comes from a connection concerns
 * the session that it belongs to when that is decided; from one that is no session's any more it is ignored.
 */
export type Input = { at: Time } & (
  | Opened
  /** Neither inputs nor effects hold a secret: the token of a `/resume` arrives as its hash, passwords are left out. */
  | { on: 'commanded'; connection: ConnectionId; command: Command }
  | { on: 'refused'; connection: ConnectionId; fault: Fault }
  | { on: 'answered'; connection: ConnectionId; answer: Answer }
  /** A command came faster than its connection's rate: it is read later. Told once. */
  | { on: 'slowed'; connection: ConnectionId }
  /** A reader that was fed from the log is live again; in `rooms` it has not heard who came and went. */
  | { on: 'live'; connection: ConnectionId; rooms: RoomKey[] }
  /** The connection broke: the session waits for a `/resume` until its grace ends. */
  | { on: 'lost'; connection: ConnectionId }
  /** The connection did not answer when it was asked whether it is there: as if it were lost, but told so. */
  | { on: 'silent'; connection: ConnectionId }
  /** The connection was closed in order: the session ends. */
  | { on: 'closed'; connection: ConnectionId; reason: string }
  | { on: 'due'; due: Due }
  /** Whoever may use the server's directory wants something done, by no connection; passwords are hashed already. */
  | { on: 'ordered'; order: Order; id: OrderId }
  /** What was left of all that somebody said, or some of it; nothing when the store could not be read. */
  | { on: 'gathered'; who: Identity; found: readonly Gathered[] | undefined }
);

/** What the report of an order is known by. */
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
  /** Nobody has taken the session up since this connection of it broke. */
  | { due: 'grace'; session: SessionId; connection: ConnectionId }
  | { due: 'count'; room: RoomKey }
  /** What somebody said is to be deleted. */
  | { due: 'erase'; who: Identity };

/**
 * One thing that follows from an input. traits.ts says of each kind whether it is kept, begins at once and waits for
 * the commit.
 */
export type Effect =
  /** From here on, after `seq`, `who` hears the log, called `name`; in a room, the members are those who hear it. */
  | { do: 'enter'; who: SessionId; log: LogKey; name: string; seq: Seq }
  | { do: 'leave'; who: SessionId; log: LogKey }
  /** From here on `who` is not shown what these do. */
  | { do: 'hide'; who: SessionId; authors: ReadonlySet<Identity> }
  /** Has its seq and is applied already; told to all who hear the log once it is committed. */
  | {
      do: 'record';
      by: SessionId;
      log: LogKey;
      event: Logged;
      author: Identity;
      /** Of the command, when it is tagged: by which session, too. */
      first: (Omit<FirstAnswer, 'outcome'> & { session: SessionKey }) | undefined;
      /** The seq that it builds on. */
      after: Seq;
      /** Events of the log that read otherwise from now on. */
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
   * Presence: told live and not logged, once to each person who hears any of `logs`, and to `also`. It is the `author`'s, if
   * that matters to who ignores them.
   */
  | {
      do: 'announce';
      logs: LogKey[];
      event: Event;
      also?: readonly SessionId[];
      author?: Identity;
    }
  | { do: 'tell'; to: SessionId; event: Event }
  /** Tells whoever gave an order what came of it. */
  | { do: 'report'; id: OrderId; report: Report }
  /** Tells the operator something that they should know. */
  | { do: 'warn'; fact: string }
  /** Feeds `to` the log after `after` until it is live; what it is told next keeps its place behind that. */
  | { do: 'replay'; to: SessionId; log: LogKey; after: Seq }
  /** Asked in its place by the connection of `by`, whose commands are held until the answer is an input. */
  | { do: 'ask'; by: SessionId; connection: ConnectionId; question: Question }
  /** Looks for the last messages of somebody that were not deleted; what is found is an input. */
  | { do: 'gather'; who: Identity; limit: number }
  /** Reminds of something after so many milliseconds. */
  | { do: 'remind'; after: number; due: Due }
  /** Rings the bell of a terminal. */
  | { do: 'ring'; who: SessionId }
  /** The connection of `who` speaks `format` from here on. */
  | { do: 'speak'; who: SessionId; connection: ConnectionId; format: string }
  /** The connection of `fresh`, a session that is no more, belongs to `by` now; an older one gets a bye. */
  | { do: 'adopt'; fresh: SessionId; connection: ConnectionId; by: SessionId }
  /** The session has no connection for now; what it missed is replayed when it is resumed. */
  | { do: 'detach'; who: SessionId; bye?: Bye }
  /** Nobody can read this log any more. */
  | { do: 'forget'; log: LogKey }
  /** The session is over: those who hear `told` are told that it quit; its connection, if any, is told why and closed. */
  | {
      do: 'end';
      who: SessionId;
      nick: string;
      author: Identity;
      told: LogKey[];
      reason: string;
      at: string;
      bye: Bye;
    };
