/** What the rooms ask while a command waits, and what comes back: plain data. The hub finds the answers. */
import type { CommandName, CommandOf, Living } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import type { Counted } from './people/tries.ts';
import type { Identity, Seq, SessionKey, Time } from './world/ids.ts';

/** Where messages are looked for, the newest first: `limit` of them, and one more that tells whether there is more. */
interface Among {
  logs: LogKey[];
  /** Of these logs, only what stands behind a place. */
  behind: [LogKey, Seq][];
  /** Whoever's are not looked for. */
  besides: Identity[];
  /** Only what stands before the message that was found with this cursor. */
  next?: string;
  limit: number;
}

/** What is asked, by the kind of the question. */
interface Asked {
  /** Reads the events after `after` and before `before`: `limit` of them, and one more that tells whether there is more. */
  history: {
    log: LogKey;
    after: Seq;
    before: Seq;
    /** Only what happened from then on. */
    since?: Time;
    limit: number;
    /** Which end to keep when not all events fit. */
    keep: 'oldest' | 'newest';
    /** The event that must be among them, whatever else is left out. */
    around?: Seq;
    /** Events to tell behind the page, when another command shows it by the way. Such a page is left out if it can't be read. */
    behind?: Event[];
  };
  /**
   * Looks through the events after `after` and before `before` for acts of staff: `limit` of them, and one more that tells
   * whether there is more. Through one event alone it looks for any.
   */
  acts: { log: LogKey; after: Seq; before: Seq; limit: number; keep: 'newest' };
  /** Looks for messages with these words. */
  search: Among & { words: string; from?: string; since?: Time; until?: Time };
  /** Counts what is behind these places in logs, for `of`: messages, and those of them that call it. */
  unread: {
    of: Identity;
    logs: [LogKey, Seq][];
    /** What these have said is not counted. */
    besides: Identity[];
    /** Of one log so many are counted, and one more that tells whether there is more. */
    most: number;
    /** There are more logs. */
    isCut: boolean;
  };
  /** Looks for messages that call `of`. */
  mentions: Among & { of: Identity };
  /** Looks a message up: that of `seq`, or else the last one, of `author` if there is one. */
  message: {
    log: LogKey;
    /** The end of the log when the question was put. The answer takes all events up to it into account. */
    end: Seq;
    seq: Seq | undefined;
    author: Identity | undefined;
    command: Living | CommandOf<'report'>;
  };
  /** Looks for the last messages of `author` in a log that were said from `since` on: `limit` of them at most. */
  said: {
    log: LogKey;
    /** The end of the log when the question was put. */
    end: Seq;
    after: Seq;
    author: Identity;
    since: Time;
    limit: number;
    command: CommandOf<'delete'>;
  };
  /** Goes on with a search through the rooms in a later turn, from `rank` on. */
  rooms: {
    matching: string | undefined;
    rank: number;
    found: RoomKey[];
  };
  /** Reads the answers that a session of before the restart got to its tagged commands. */
  answers: { session: SessionKey; command: CommandOf<'resume'> };
  /**
   * Checks the password that the connection has presented for a command, or hashes its new one, or both in this order: slow
   * work, of which only a few are done at a time.
   */
  password: {
    /** The account that is meant, whether there is one or not. */
    nick: string;
    /** Nothing is checked; or it is against the secret of an account, or, in as much time, of nobody. */
    against: { secret: string | undefined } | undefined;
    /** The SHA-256 of the certificate that the connection has shown instead. */
    certificate?: string;
    /** Where it counts as a wrong one until it is known. */
    counted: readonly Counted[];
    command: CommandOf<'register' | 'login' | 'password' | 'account'>;
  };
  /** Asks for the identity and the nick of a new guest. */
  guest: { command: CommandOf<'logout'> };
  /** Makes a token for a bot: the connection has it, and here is its hash. */
  token: { command: CommandOf<'token'> };
  /** Reads the configuration again. */
  configuration: object;
}

/** A question of one kind, put by the command `cmd`, which has that tag. */
export type QuestionOf<Ask extends keyof Asked> = {
  ask: Ask;
  cmd: CommandName;
  tag: string | undefined;
} & Asked[Ask];

/** What the rooms ask; the answer comes back as an input. */
export type Question = { [Ask in keyof Asked]: QuestionOf<Ask> }[keyof Asked];

/** What the hub must know of a kind of question. */
export interface QuestionTrait {
  /** The slow work that finds the answer: it reads the store, or hashes a password. */
  readonly work: 'read' | 'hash' | 'none';
  /** True when many events may have to be looked at, of which the answer tells few. */
  readonly searches: boolean;
}

/** The traits of every kind of question, by its name. */
export const questionTraits: { readonly [Ask in Question['ask']]: QuestionTrait } = {
  history: { work: 'read', searches: false },
  acts: { work: 'read', searches: true },
  search: { work: 'read', searches: true },
  unread: { work: 'read', searches: true },
  mentions: { work: 'read', searches: true },
  message: { work: 'read', searches: true },
  said: { work: 'read', searches: true },
  answers: { work: 'read', searches: true },
  password: { work: 'hash', searches: true },
  rooms: { work: 'none', searches: false },
  guest: { work: 'none', searches: false },
  token: { work: 'none', searches: false },
  configuration: { work: 'none', searches: false },
};
