/** A turn, and what is read, as one string: what passes fastest from thread to thread. */
import type { CommandName } from '../../../grammar/ast.ts';
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import type { KeptAnswer, Record, Turn } from '../log.ts';
import { type Folded, fold, type Written } from './row.ts';

/** Stands between two fields. JSON never holds it unescaped, and names, tags and identities don't either. */
const BREAK = '\x1f';

/** Events, states and outcomes as JSON, in which they are kept. */
export interface PackedRecord {
  author: string;
  session: string | null;
  tag: string | null;
  done: string | null;
  event: string;
}

/** What one turn adds to one log, as rows. Without `about`, that stays as it was. */
export interface PackedEntry {
  log: LogKey;
  after: number;
  about: string | undefined;
  rows: Folded[];
  amended: { seq: number; event: string }[];
}

/** What one turn changes of one session. Without a state it is over. */
export interface PackedSession {
  key: string;
  person: string;
  state: string | undefined;
  answers: { tag: string; done: string; outcome: string }[];
}

export interface PackedTurn {
  entries: PackedEntry[];
  persons: { identity: string; state: string | undefined }[];
  sessions: PackedSession[];
  forgotten: LogKey[];
}

/** Nothing is an empty field. */
const json = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));
/** What stands between fields, and between the lines of one. */
const breaks = /[\x1f\n]/;

/** A field of plain text. */
function plain(text: string): string {
  if (breaks.test(text)) throw new Error(`a line break in ${JSON.stringify(text)}`);
  return text;
}
const orUndefined = (field: string): string | undefined => (field === '' ? undefined : field);
const orNull = (field: string): string | null => (field === '' ? null : field);

/** A command's name and digest are one field, so that the rows of Parlance 0.2.0, which had the name alone, are as they were. */
const deed = ({ done, digest }: Pick<Record, 'done' | 'digest'>): string =>
  digest === undefined ? (done ?? '') : `${done} ${digest}`;

/** What was done, as it was kept. */
export function doneIn(field: string): Pick<KeptAnswer, 'done' | 'digest'> {
  const [done, digest] = field.split(' ');
  return { done: done as CommandName, ...(digest !== undefined && { digest }) };
}

function written(record: Record): Written {
  const { author, session = '', tag = '', event } = record;
  return {
    at: event.at,
    author: plain(author),
    session: plain(session),
    tag: plain(tag),
    done: deed(record),
    event: JSON.stringify(event),
  };
}

/** For the writer. Throws when a name holds a line break. */
export function packTurn({ entries, persons, sessions, forgotten = [] }: Turn): string {
  const fields: (string | number)[] = [entries, persons, sessions, forgotten].map(
    (all) => all.length,
  );
  for (const { log, after, about, records, amended = [] } of entries) {
    const rows = fold(records.map(written));
    fields.push(plain(log), after, json(about), rows.length, amended.length);
    for (const { count, author, session, tag, done, event } of rows) {
      fields.push(count, author, session ?? '', tag ?? '', done ?? '', event);
    }
    for (const event of amended) fields.push(event.seq, JSON.stringify(event));
  }
  for (const { identity, state } of persons) fields.push(plain(identity), json(state));
  for (const { key, person, state, answers = [] } of sessions) {
    fields.push(plain(key), plain(person), json(state), answers.length);
    for (const answer of answers) {
      fields.push(plain(answer.tag), deed(answer), JSON.stringify(answer.outcome));
    }
  }
  fields.push(...forgotten.map(plain));
  return fields.join(BREAK);
}

/** What the writer was sent; events and states stay JSON, as that is what it writes. */
export function unpackTurn(packed: string): PackedTurn {
  const fields = new Fields(packed);
  const [entries = 0, persons = 0, sessions = 0, forgotten = 0] = fields.list(4, () =>
    fields.number(),
  );
  return {
    entries: fields.list(entries, () => {
      const [log, after] = [fields.text() as LogKey, fields.number()];
      const about = orUndefined(fields.text());
      const [rows, amended] = [fields.number(), fields.number()];
      return {
        log,
        after,
        about,
        rows: fields.list(rows, () => ({ count: fields.number(), ...fields.record() })),
        amended: fields.list(amended, () => ({ seq: fields.number(), event: fields.text() })),
      };
    }),
    persons: fields.list(persons, () => ({
      identity: fields.text(),
      state: orUndefined(fields.text()),
    })),
    sessions: fields.list(sessions, () => ({
      key: fields.text(),
      person: fields.text(),
      state: orUndefined(fields.text()),
      answers: fields.list(fields.number(), () => ({
        tag: fields.text(),
        done: fields.text(),
        outcome: fields.text(),
      })),
    })),
    forgotten: fields.list(forgotten, () => fields.text() as LogKey),
  };
}

/** For whoever asked the reader. */
export function packRecords(records: PackedRecord[]): string {
  return records
    .flatMap(({ author, session, tag, done, event }) => [author, session, tag, done, event])
    .join(BREAK);
}

/** What the reader sent, oldest first as it was. */
export function unpackRecords(packed: string): Record[] {
  if (packed === '') return [];
  const fields = new Fields(packed);
  return fields.list(fields.count / 5, () => {
    const { author, session, tag, done, event } = fields.record();
    const record: Record = { event: JSON.parse(event) as Logged, author };
    if (session !== null) record.session = session;
    if (tag !== null) record.tag = tag;
    return done === null ? record : { ...record, ...doneIn(done) };
  });
}

/** The fields of a packed string, one after the other. */
class Fields {
  readonly #fields: string[];
  #next = 0;

  constructor(packed: string) {
    this.#fields = packed.split(BREAK);
  }

  get count(): number {
    return this.#fields.length;
  }

  text(): string {
    const field = this.#fields[this.#next];
    if (field === undefined) throw new Error('a packed string has too few fields');
    this.#next += 1;
    return field;
  }

  number(): number {
    return Number(this.text());
  }

  record(): PackedRecord {
    return {
      author: this.text(),
      session: orNull(this.text()),
      tag: orNull(this.text()),
      done: orNull(this.text()),
      event: this.text(),
    };
  }

  list<T>(length: number, take: () => T): T[] {
    return Array.from({ length }, take);
  }
}
