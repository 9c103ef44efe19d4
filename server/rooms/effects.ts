/** What goes into the room manager and what comes out of it: plain data, held until its turn is committed. */
import type { Command, CommandName, CommandOf, Living } from '../../grammar/ast.ts';
import type { ByeCode, Event, Logged, Message } from '../../grammar/events.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import type { ConnectionId, Identity, Seq, SessionId, SessionKey, Time } from './ids.ts';
import type { AccountState, LogAbout, PersonState, RegimeState, SessionState } from './kept.ts';
import type { Order, Report } from './orders.ts';

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

/** Somebody new. */
export interface Guest {
  identity: Identity;
  /** A random number, of which a guest's nick is made: unless it was told one already. */
  nick: number | string;
}

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

/** What every question tells of the command that puts it. */
interface Asked {
  cmd: CommandName;
  tag: string | undefined;
}

/**
 * Reads the events after `after` and before `before`: `limit` of them, and one more that tells whether there is more.
 * `tag` is the command's.
 */
export interface HistoryQuestion extends Asked {
  ask: 'history';
  log: LogKey;
  after: Seq;
  before: Seq;
  /** Only what happened from then on. */
  since?: Time;
  limit: number;
  /** Which end to keep when not all fits. */
  keep: 'oldest' | 'newest';
  /** The event that has to be among them, whatever else does not fit. */
  around?: Seq;
  /** Told behind a page that another command shows by the way; if it can't be read, it is left out. */
  behind?: Event[];
}

/** Looks for messages in `logs`, the newest first: `limit` of them, and one more that tells whether there is more. */
export interface SearchQuestion extends Asked {
  ask: 'search';
  words: string;
  logs: LogKey[];
  /** Of these logs, only what stands behind a place. */
  behind: [LogKey, Seq][];
  /** Whoever's are not looked for. */
  besides: Identity[];
  from?: string;
  since?: Time;
  until?: Time;
  /** Only what stands before the message that was found with this cursor. */
  next?: string;
  limit: number;
}

/** Counts what is behind these places in logs, for `of`: messages, and those of them that call it. */
export interface CountQuestion extends Asked {
  ask: 'unread';
  of: Identity;
  logs: [LogKey, Seq][];
  /** What these have said is not counted. */
  besides: Identity[];
  /** Of one log so many are counted, and one more that tells whether there is more. */
  most: number;
  /** There are more logs. */
  isCut: boolean;
}

/** Looks for messages in `logs` that call `of`, the newest first: `limit` of them, and one more. */
export interface MentionsQuestion extends Asked {
  ask: 'mentions';
  of: Identity;
  logs: LogKey[];
  /** Of these logs only what is behind these places. */
  behind: [LogKey, Seq][];
  /** Not what these have said. */
  besides: Identity[];
  /** Only what stands before the message that was found with this cursor. */
  next?: string;
  limit: number;
}

/** Looks a message up: that of `seq`, or else the last one, of `author` if there is one. */
export interface MessageQuestion extends Asked {
  ask: 'message';
  log: LogKey;
  /** Where the log ended when it was asked: the look sees all up to there. */
  end: Seq;
  seq: Seq | undefined;
  author: Identity | undefined;
  command: Living;
}

/** Looks on through the rooms, in a later turn: those before `rank` were looked at. */
export interface RoomsQuestion extends Asked {
  ask: 'rooms';
  matching: string | undefined;
  rank: number;
  found: RoomKey[];
}

/** Recalls what a session that was kept over a restart has answered to tagged commands. */
export interface RecallQuestion extends Asked {
  ask: 'answers';
  session: SessionKey;
  command: CommandOf<'resume'>;
}

/**
 * Checks the password that the connection has presented for a command, or hashes its new one, or both in this order: slow
 * work, of which only a few are done at a time.
 */
export interface PasswordQuestion extends Asked {
  ask: 'password';
  /** The account that is meant, whether there is one or not. */
  nick: string;
  /** Nothing is checked; or it is against the secret of an account, or, in as much time, of nobody. */
  against: { secret: string | undefined } | undefined;
  command: CommandOf<'register' | 'login' | 'password' | 'account'>;
}

/** Who would a new guest be? */
export interface GuestQuestion extends Asked {
  ask: 'guest';
  command: CommandOf<'logout'>;
}

/** What the rooms ask; the answer comes back as an input. */
export type Question =
  | HistoryQuestion
  | SearchQuestion
  | CountQuestion
  | MentionsQuestion
  | MessageQuestion
  | RoomsQuestion
  | RecallQuestion
  | PasswordQuestion
  | GuestQuestion;

/** A message that was looked up, with the last event that edited it, if any. */
export interface FoundMessage {
  message: Message;
  author: Identity;
  edit: Logged | undefined;
}

/** An event of a log, and who did it. */
export interface Authored {
  event: Logged;
  author: Identity;
}

/** A message of somebody that was not deleted, as it read when its log ended at `end`. */
export interface Gathered {
  log: LogKey;
  end: Seq;
  found: FoundMessage;
}

/** How many messages of a log were counted, and how many call whoever asks. */
export interface Unread {
  unread: number;
  mentions: number;
}

/** Whom a message of a log calls, as it reads now. */
export interface Called {
  seq: Seq;
  who: readonly Identity[];
}

/** A message that a search has found, and the cursor of what stands before it. */
export interface Hit {
  message: Message;
  cursor: string;
}

/** The first answer to a tagged command: what its `ok` says, and what it was that was done. */
export interface FirstAnswer {
  tag: string;
  done: CommandName;
  digest?: string | undefined;
  outcome: object;
}

/** What came of a question. What the store could not read is undefined. */
export type Answer =
  | { ask: 'history'; to: HistoryQuestion; records: Authored[] | undefined }
  | { ask: 'search'; to: SearchQuestion; hits: Hit[] | undefined }
  | { ask: 'unread'; to: CountQuestion; counts: Unread[] | undefined }
  | { ask: 'mentions'; to: MentionsQuestion; hits: Hit[] | undefined }
  | { ask: 'message'; to: MessageQuestion; found: FoundMessage | 'nothing' | undefined }
  | { ask: 'rooms'; to: RoomsQuestion }
  | { ask: 'answers'; to: RecallQuestion; answers: FirstAnswer[] | undefined }
  | { ask: 'password'; to: PasswordQuestion; checked: Checked | undefined }
  | { ask: 'guest'; to: GuestQuestion; guest: Guest };

/** What came of a password; `secret` is what the account is checked against from now on, if that is another one. */
export interface Checked {
  isRight: boolean;
  secret: string | undefined;
}

/** The answer to questions of one kind. */
export type AnswerTo<Ask extends Answer['ask']> = Extract<Answer, { ask: Ask }>;

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
