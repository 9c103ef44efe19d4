/** A turn as the tables store it, and a record as they give it back: events and states as JSON, the rest as it is. */
import type { CommandName } from '../../../grammar/ast.ts';
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import type { Called, KeptAnswer, LogChange, LogRecord, SessionChange, Turn } from '../store.ts';
import { type Folded, fold, type Slot, type Written } from './row.ts';

/** What a turn adds to one log. Without `about`, that stays as it was. */
export interface StoredChange {
  log: LogKey;
  /** The last seq that the rows build on. */
  after: number;
  about: string | undefined;
  retention: number | undefined;
  rows: Folded[];
  amended: { seq: number; event: string }[];
  calls: readonly Called[];
}

/** What a turn changes of one session. Without a state it is over. */
export interface StoredSession {
  key: string;
  person: string;
  state: string | undefined;
  answers: StoredAnswer[];
}

/** What a tagged command was answered: the outcome as JSON. */
export interface StoredAnswer {
  tag: string;
  done: string;
  outcome: string;
}

/** What passes to the thread that writes. Rows that are folded and written as JSON before they pass are cloned faster. */
export interface StoredTurn {
  entries: StoredChange[];
  persons: { identity: string; state: string | undefined }[];
  accounts: { identity: string; state: string | undefined }[];
  sessions: StoredSession[];
  forgotten: LogKey[];
  regime: string | undefined;
}

/** What the tables hold of one record. */
export type StoredRecord = Pick<Slot, 'author' | 'session' | 'tag' | 'done' | 'event'>;

/** A turn for the thread that writes. Throws when a name holds a line break, which would make two of it in a row. */
export const stored = ({
  entries,
  persons,
  accounts = [],
  sessions,
  forgotten = [],
  regime,
}: Turn): StoredTurn => ({
  entries: entries.map(storedChange),
  persons: persons.map(({ identity, state }) => ({ identity, state: json(state) })),
  accounts: accounts.map(({ identity, state }) => ({ identity, state: json(state) })),
  sessions: sessions.map(storedSession),
  forgotten,
  regime: json(regime),
});

const json = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);

const storedChange = ({
  log,
  after,
  about,
  retention,
  records,
  amended = [],
  calls = [],
}: LogChange): StoredChange => ({
  log,
  after,
  about: json(about),
  retention,
  rows: fold(records.map(written)),
  amended: amended.map((event) => ({ seq: event.seq, event: JSON.stringify(event) })),
  calls,
});

const storedSession = ({ key, person, state, answers = [] }: SessionChange): StoredSession => ({
  key,
  person,
  state: json(state),
  answers: answers.map((answer) => ({
    tag: answer.tag,
    done: deed(answer),
    outcome: JSON.stringify(answer.outcome),
  })),
});

function written(record: LogRecord): Written {
  const { author, session = '', tag = '', event } = record;
  return {
    at: event.at,
    author: inOneLine(author),
    session: inOneLine(session),
    tag: inOneLine(tag),
    done: deed(record),
    event: JSON.stringify(event),
  };
}

function inOneLine(name: string): string {
  if (name.includes('\n')) throw new Error(`a line break in ${JSON.stringify(name)}`);
  return name;
}

/** The field `done`: the command's name and its digest. Rows of Parlance 0.2.0 have the name alone. */
const deed = ({ done, digest }: Pick<LogRecord, 'done' | 'digest'>): string =>
  digest === undefined ? (done ?? '') : `${done} ${digest}`;

/** Reads the field `done`. */
export function doneIn(field: string): Pick<KeptAnswer, 'done' | 'digest'> {
  const [done, digest] = field.split(' ');
  return { done: done as CommandName, ...(digest !== undefined && { digest }) };
}

/** The record that the tables hold so. Throws when `event` is no JSON. */
export function recordIn({ author, session, tag, done, event }: StoredRecord): LogRecord {
  const record: LogRecord = { event: JSON.parse(event) as Logged, author };
  if (session !== null) record.session = session;
  if (tag !== null) record.tag = tag;
  return done === null ? record : { ...record, ...doneIn(done) };
}
