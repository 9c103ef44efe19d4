/** What goes into the room manager and what comes out of it: plain data, held until its turn is committed. */
import type { Command, Format } from '../../grammar/ast.ts';
import type { ByeCode, Event, Logged } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import type { Fold } from './fold.ts';

/** Milliseconds since 1970. */
export type Time = number;
/** Names one session within this process. */
export type SessionId = number;
/** Who stands behind a nick: for a guest, the session. Authorship and private logs are keyed by it. */
export type Identity = string;
/** A place in a log; the first event has 1. */
export type Seq = number;

/** One thing that happens to the room manager. Time, ids and tokens arrive with it. */
export type Input = { at: Time } & (
  | { on: 'opened'; session: SessionId; token: string; format: Format }
  | { on: 'commanded'; session: SessionId; command: Command }
  | { on: 'refused'; session: SessionId; fault: Fault }
  | { on: 'answered'; session: SessionId; answer: Answer }
  /** A command came faster than its connection's rate: it is read later. Told once. */
  | { on: 'slowed'; session: SessionId }
  /** A reader that was fed from the log is live again; in `rooms` it has not heard who came and went. */
  | { on: 'live'; session: SessionId; rooms: RoomKey[] }
  /** The connection broke: the session waits for a `/resume` until its grace ends. */
  | { on: 'lost'; session: SessionId }
  /** The connection did not answer when it was asked whether it is there: as if it were lost, but told so. */
  | { on: 'silent'; session: SessionId }
  /** The connection was closed in order: the session ends. */
  | { on: 'closed'; session: SessionId; reason: string }
  | { on: 'due'; due: Due }
);

/** Why a connection is closed. */
export interface Bye {
  code: ByeCode;
  message: string;
}

/** What the room manager asked to be reminded of. */
export type Due =
  | { due: 'grace'; session: SessionId; lost: Time }
  | { due: 'count'; room: RoomKey };

/** Claims a free guest nick. */
interface GuestQuestion {
  ask: 'guest';
}

/** Claims `nick`; `tag` is the command's. */
interface NickQuestion {
  ask: 'nick';
  nick: string;
  tag: string | undefined;
}

/** Reads the events after `after` and before `before`: `limit` of them, and one more that tells whether there is more. */
export interface HistoryQuestion {
  ask: 'history';
  log: LogKey;
  after: Seq;
  before: Seq;
  limit: number;
  /** Which end to keep when not all fits. */
  newest: boolean;
  tag: string | undefined;
}

export type Question = GuestQuestion | NickQuestion | HistoryQuestion;

/** What came of a question; `events` is undefined when the store could not read them. */
export type Answer =
  | { ask: 'guest'; nick: string }
  | { ask: 'nick'; to: NickQuestion; claimed: boolean }
  | { ask: 'history'; to: HistoryQuestion; events: Logged[] | undefined };

export type Effect =
  /** From here on `who` hears the log; in a room, the members are those who hear it. */
  | { do: 'enter'; who: SessionId; log: LogKey }
  | { do: 'leave'; who: SessionId; log: LogKey }
  /** Has its seq and is applied already; told to all who hear the log once it is committed. */
  | {
      do: 'record';
      log: LogKey;
      event: Logged;
      author: Identity;
      tag: string | undefined;
      before: Fold;
    }
  /** Presence: told live and not logged, once to each person who hears any of `logs`, and to `also`. */
  | { do: 'announce'; logs: LogKey[]; event: Event; also?: SessionId }
  | { do: 'tell'; to: SessionId; event: Event }
  /** Feeds `to` the log after `after` until it is live; what it is told next keeps its place behind that. */
  | { do: 'replay'; to: SessionId; log: LogKey; after: Seq }
  /** Asked at once, or (history) in its place; holds the commands of `by` until the answer is an input. */
  | { do: 'ask'; by: SessionId; question: Question }
  /** Reminds of something after so many milliseconds. */
  | { do: 'remind'; after: number; due: Due }
  /** Rings the bell of a terminal. */
  | { do: 'ring'; who: SessionId }
  /** The connection of `who` speaks `format` from here on. */
  | { do: 'speak'; who: SessionId; format: Format }
  /** The connection of `fresh`, a session that is no more, belongs to `by` now; an older one gets a bye. */
  | { do: 'adopt'; fresh: SessionId; by: SessionId }
  /** The session has no connection for now; what it missed is replayed when it is resumed. */
  | { do: 'detach'; who: SessionId; bye?: Bye }
  /** Nobody can read this log any more. */
  | { do: 'forget'; log: LogKey }
  /** `nick` is free again. */
  | { do: 'release'; nick: string }
  /** The session is over: its connection, if any, is told why and closed. */
  | { do: 'end'; who: SessionId; bye: Bye };
