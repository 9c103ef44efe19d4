/** The port of the store: rooms, persons and sessions. `spec/store/contract.ts` tests every promise made here. */
import type { CommandName } from '../../grammar/ast.ts';
import type { Logged, Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Hit, MentionSearch, Search, Unread, UnreadSearch } from './search.ts';

/** One record of a log: the event that readers see, and what nobody sees: who made it, and by which command and tag. */
export interface LogRecord {
  event: Logged;
  /** The identity of a person. */
  author: string;
  /** The key of the session that gave the command; there when `tag` is. */
  session?: string;
  tag?: string;
  /** There when `tag` is: with both, a command that is sent again gets its first answer. */
  done?: CommandName;
  /** Of the command; Parlance 0.2.0 kept none. */
  digest?: string | undefined;
}

/** What one turn adds to one log. */
export interface LogChange {
  log: LogKey;
  /** The last seq that the records build on; 0 for an empty log. */
  after: number;
  /** At least one; their seqs are `after + 1`, `after + 2` and so on. */
  records: LogRecord[];
  /** Earlier or new events of this log as they read from now on, in place of what they were: edited, or deleted. */
  amended?: Logged[];
  /** Whom messages of this log call as they read from now on, in place of whom they called: nobody, unless it is told. */
  calls?: Called[];
  /** In milliseconds, when it changed: records that are older by then go by and by. With 0 they stay, as far as the store keeps any. */
  retention?: number;
  /** What there is to know of the log besides its events, when it changed: plain data, kept in place of the last. */
  about?: unknown;
}

/** Whom one message calls. */
export interface Called {
  seq: number;
  /** The identities of accounts; of one that is gone nothing is found. */
  who: readonly string[];
}

/** What one turn changes of one person. */
export interface PersonChange {
  identity: string;
  /** Plain data for after a restart, in place of the last. Absent when the person is gone. */
  state?: unknown;
}

/** What one turn changes of one account. */
export interface AccountChange {
  /** Of its person, which is kept. */
  identity: string;
  /** Plain data, in place of the last; nothing when it is no account any more. */
  state?: unknown;
}

/** What one turn changes of one session. */
export interface SessionChange {
  key: string;
  /** The identity of the person whose session it is. */
  person: string;
  /** Plain data for after a restart, in place of the last. Absent when the session is over; then its answers go, too. */
  state?: unknown;
  /** Answers to tagged commands that left no record in a log: the latest 256 are kept, at least. */
  answers?: KeptAnswer[];
}

/** What a tagged command was answered. */
export interface KeptAnswer {
  tag: string;
  done: CommandName;
  /** Of the command; Parlance 0.2.0 kept none. */
  digest?: string | undefined;
  /** The further fields of the `ok`: plain data. */
  outcome: object;
}

/** Whether what was acknowledged survives a power cut, or only the end of the process. */
export type Durability = 'full' | 'relaxed';

/** All that one turn changes. */
export interface Turn {
  /** At most one for each log. Their records are in the order of their time over all logs. */
  entries: LogChange[];
  persons: PersonChange[];
  accounts?: AccountChange[];
  sessions: SessionChange[];
  /** At its end nobody can read these any more: they are gone, and what they hold goes when there is time or room is needed. */
  forgotten?: LogKey[];
  /** What is set for the whole server, when it changed: plain data, in place of the last. */
  regime?: unknown;
}

/** How an append ended. */
export type AppendOutcome =
  /** The turn is stored. `turn`: its number, one more than the one before. */
  | { is: 'done'; turn: number }
  /** Nothing of the turn is stored. `why`: the reason. */
  | { is: 'nothing'; why: string }
  /** All of the turn is stored, or nothing; `lastTurn` tells. `turn`: its number if it is stored. */
  | { is: 'unknown'; why: string; turn: number };

/** The reason when a turn builds on other ends of logs than the store has. */
export const CONFLICT = 'The log has records from elsewhere.';

/** A log as it was left. */
export interface KeptLog {
  log: LogKey;
  /** The last seq ever given, also when its record is not kept any more. */
  end: number;
  /** As the last entry told it. */
  about: unknown;
  /** Of a room: the `at` of the first record of its last turn, in milliseconds since 1970; nothing when that is not kept any more. */
  latest?: number;
}

/** A person who was not gone. To look at the state may take some time, each time. */
export interface KeptPerson {
  identity: string;
  readonly state: unknown;
}

/** An account, whose person is kept also when nobody is logged in. */
export interface KeptAccount {
  identity: string;
  readonly state: unknown;
}

/** A session that was not over. */
export interface KeptSession {
  key: string;
  person: string;
  state: unknown;
}

/** All that the store had when it was opened. */
export interface Recalled {
  logs: KeptLog[];
  /** Whoever was kept first comes first, also of accounts. */
  persons: KeptPerson[];
  accounts: KeptAccount[];
  /** The longest unchanged first. */
  sessions: KeptSession[];
  /** What was set for the whole server; nothing when nothing ever was. */
  regime?: unknown;
  /** The `at` of the latest record, in milliseconds since 1970; 0 when there is none. */
  latest: number;
}

/** A message as it reads while its log ends at `end`. */
export interface SaidRecord {
  log: LogKey;
  end: number;
  message: Message;
}

/** Which part of a log to read. */
export interface LogRange {
  /** Exclusive. */
  after: number;
  /** Exclusive; may lie beyond the end. */
  before: number;
  limit: number;
  /** Which end to keep when there are more than `limit`. Either way the oldest record comes first. */
  keep: 'oldest' | 'newest';
}

/** How far the index for search is behind: it lacks so many stored events, at most. */
export interface SearchLag {
  readonly events: number;
  /** When the first of them was made, in milliseconds since 1970, if it lacks any. */
  readonly since?: number;
}

/**
 * The store. Its calls are asynchronous and may overlap. Each call sees all turns that were done before it.
 */
export interface Store {
  /** Names the number space: another id means other logs, and cursors into the old ones are worth nothing. */
  readonly id: string;

  /** What the index for search lacks at this moment. Search looks at that one by one, or waits for the index. */
  readonly searchLag: SearchLag;

  /** Reads all that was kept when the store was opened. Call it once, before the first append. */
  recall(): Promise<Recalled>;

  /** Stores a turn: all or nothing. Nothing also if a log does not end at its `after`. Never rejects. */
  append(turn: Turn): Promise<AppendOutcome>;

  /**
   * The number of the last turn that is stored; 0 when there is none. Afterwards the outcome of every earlier append is
   * final. Rejects when the store can't tell.
   */
  lastTurn(): Promise<number>;

  /**
   * A part of a log, oldest first, as it reads now. A log may have lost its oldest records: then the first one returned
   * is the oldest that is left. Rejects when the store is unavailable.
   */
  read(log: LogKey, part: LogRange): Promise<LogRecord[]>;

  /** The seq of the last record of before `time` (milliseconds since 1970); 0 when there is none. */
  lastBefore(log: LogKey, time: number): Promise<number>;

  /**
   * The seq of the last message of a log that was not deleted, or of the last one of an author; 0 when there is none.
   * However far back it is, it takes but a moment. Rejects when the store is unavailable.
   */
  lastSaid(log: LogKey, author?: string): Promise<number>;

  /**
   * The last messages of an author that were not deleted, in all logs, the newest first; each with the end that its log
   * had then. Rejects when the store is unavailable.
   */
  saidBy(author: string, limit: number): Promise<SaidRecord[]>;

  /** The messages that match, the newest first. Rejects when the store is unavailable. */
  search(search: Search): Promise<Hit[]>;

  /** Counts of each log, in their order, up to `most + 1` each. Rejects when the store is unavailable. */
  unread(search: UnreadSearch): Promise<Unread[]>;

  /** The messages that call somebody, the newest first. Rejects when the store is unavailable. */
  mentions(search: MentionSearch): Promise<Hit[]>;

  /**
   * What a session that is not over answered to its last 256 tagged commands, oldest first. A record answers with where
   * it stands: its room or private log, and its seq.
   */
  answers(session: string): Promise<KeptAnswer[]>;

  close(): Promise<void>;
}
