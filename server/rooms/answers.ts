/** The answers to the questions of the rooms, as the store and the hub give them. */
import type { Command, CommandName } from '../../grammar/ast.ts';
import type { Logged, Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { QuestionOf } from './questions.ts';
import type { Identity, Seq } from './world/ids.ts';

/** Somebody new. */
export interface Guest {
  identity: Identity;
  /** A random number, of which a guest's nick is made; or the nick, if it was told already. */
  nick: number | string;
}

/** What was found, oldest first, and how far back was looked, if that was not all. */
export interface Acts {
  events: Logged[];
  looked?: Seq;
}

/** The options that are others from now on, and those that need a restart; or all mistakes, and nothing has changed. */
export type Reread = { changed: string[]; restart: string[] } | { mistakes: string[] };

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
interface Unread {
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

/** What came of a password; `secret` is what the account is checked against from now on, if that is another one. */
export interface Checked {
  isRight: boolean;
  /** It was no password but a bot's token, of this hash. */
  token?: string;
  secret: string | undefined;
}

/** What comes of a question, by its kind. What the store could not read is undefined. */
interface Found {
  history: { records: Authored[] | undefined };
  acts: { acts: Acts | undefined };
  search: { hits: Hit[] | undefined };
  unread: { counts: Unread[] | undefined };
  mentions: { hits: Hit[] | undefined };
  message: { found: FoundMessage | 'nothing' | undefined };
  said: { found: FoundMessage[] | undefined };
  rooms: object;
  answers: { answers: FirstAnswer[] | undefined };
  /** `renewed` is the hash of the ticket that the session has from now on if it becomes somebody else's. */
  password: { checked: Checked | undefined; renewed: string };
  guest: { guest: Guest; renewed: string };
  token: { secret: string };
  configuration: { read: Reread };
}

/** The answer to questions of one kind. */
export type AnswerTo<Ask extends keyof Found> = { ask: Ask; to: QuestionOf<Ask> } & Found[Ask];

/** What came of a question. */
export type Answer = { [Ask in keyof Found]: AnswerTo<Ask> }[keyof Found];

/** The command that a question names as a whole, if it does. */
export const commandIn = ({ to }: Answer): Command | undefined =>
  'command' in to ? to.command : undefined;
