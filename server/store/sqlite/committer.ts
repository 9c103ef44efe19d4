/** Writes turns: each is one transaction, or nothing. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogKey } from '../../../grammar/names.ts';
import { ANSWERS_KEPT } from '../answers.ts';
import { transaction } from './database.ts';
import type { Indexable, IndexKeeper } from './index-keeper.ts';
import { type PackedEntry, type PackedRecord, type PackedSession, unpackTurn } from './packing.ts';
import { END_OF_LOG, metaOf } from './schema.ts';
import { Tally } from './tally.ts';
import type { Versions } from './versions.ts';

interface KnownLog {
  id: number;
  end: number;
}

/** The ends of so many logs are known without asking. */
const KNOWN = 100_000;

export class Committer {
  readonly #db: DatabaseSync;
  readonly #index: IndexKeeper;
  readonly #versions: Versions;
  readonly #beforeCommit: () => void;
  readonly #sql: Statements;
  readonly #logs = new Map<LogKey, KnownLog>();
  readonly #answered = new Tally(ANSWERS_KEPT);
  /** The last id ever given to an event, also when that is gone: the index must not meet it again. */
  #last: number;
  /** The number of the last turn. */
  #turn: number;
  /** The events of the turn. */
  #added: Indexable[] = [];

  /** `beforeCommit` throws when there is no point in committing. */
  constructor(db: DatabaseSync, index: IndexKeeper, versions: Versions, beforeCommit: () => void) {
    this.#db = db;
    this.#index = index;
    this.#versions = versions;
    this.#beforeCommit = beforeCommit;
    this.#sql = statements(db);
    const { last } = db.prepare('SELECT max(id) AS last FROM events').get() ?? {};
    this.#last = Math.max(Number(last ?? 0), index.last);
    this.#turn = Number(metaOf(db, 'turn') ?? 0);
  }

  /** The number of the last turn. */
  get turn(): number {
    return this.#turn;
  }

  /** The number of the last turn. As something is written behind that, it stays. */
  settle(): number {
    transaction(this.#db, () => this.#number(this.#turn));
    return this.#turn;
  }

  /** A turn as it was packed. Throws when nothing of it was written, or `Unsettled` when that can't be told. */
  append(packed: string): Appended {
    const { entries, sessions, forgotten } = unpackTurn(packed);
    const last = this.#last;
    this.#added = [];
    try {
      const outcome = transaction(this.#db, () => {
        if (entries.some(({ log, after }) => this.#known(log).end !== after)) return undefined;
        for (const session of sessions) this.#keep(session);
        this.#add(entries);
        for (const session of sessions) this.#remember(session);
        for (const log of forgotten) this.#forget(log);
        this.#number(this.#turn + 1);
        return {
          turn: this.#turn + 1,
          amended: entries.some(({ amended }) => amended.length > 0),
          forgot: forgotten.length > 0,
        };
      });
      if (outcome === undefined) return undefined;
      this.#turn = outcome.turn;
      if (outcome.amended) this.#index.reread();
      else this.#index.follow(last, this.#added);
      return outcome;
    } catch (error) {
      this.#last = last;
      this.#logs.clear();
      throw error;
    }
  }

  /** The last step of each transaction. */
  #number(turn: number): void {
    this.#sql.turn.run(turn);
    this.#beforeCommit();
  }

  #known(key: LogKey): KnownLog {
    const known = this.#logs.get(key);
    if (known !== undefined) return known;
    if (this.#logs.size >= KNOWN) this.#logs.clear();
    const found = (this.#sql.log.get(key) ?? { id: 0, end: 0 }) as unknown as KnownLog;
    this.#logs.set(key, found);
    return found;
  }

  #add(entries: PackedEntry[]): void {
    const added: Added[] = [];
    for (const { log: key, about, records } of entries) {
      const log = this.#known(key);
      if (log.id === 0) log.id = Number(this.#sql.begin.run(key).lastInsertRowid);
      if (about !== undefined) this.#sql.about.run(about, log.id);
      for (const record of records) {
        log.end += 1;
        added.push({ log: log.id, seq: log.end, record });
      }
    }
    for (const { log, seq, record } of entries.length > 1 ? added.sort(byTime) : added) {
      const { author, tag, done, event } = record;
      this.#last += 1;
      this.#sql.event.run(this.#last, log, seq, author, tag, done, event);
      this.#added.push({ id: this.#last, log, author, tag, event });
    }
    for (const { log: key, amended } of entries) {
      for (const { seq, event } of amended) this.#amend(this.#known(key).id, seq, event);
    }
  }

  #amend(log: number, seq: number, event: string): void {
    const row = this.#sql.find.get(log, seq);
    if (row === undefined) return;
    const [id, author, kept] = [Number(row.id), String(row.author), String(row.event)];
    this.#index.amend({ id, log, author }, this.#versions.current(id, kept), event);
    this.#versions.rewrite(id, kept, event);
  }

  #keep({ identity, state }: PackedSession): void {
    if (state !== undefined) {
      this.#sql.keep.run(identity, state);
      return;
    }
    this.#sql.end.run(identity);
    this.#sql.endAnswers.run(identity);
    this.#sql.endTags.run(identity);
  }

  #remember({ identity, state, answers }: PackedSession): void {
    if (state === undefined) return;
    for (const { tag, done, outcome } of answers) {
      this.#sql.answer.run(identity, this.#last, tag, done, outcome);
      if (this.#answered.isDue(identity)) this.#sql.trim.run(identity);
    }
  }

  #forget(key: LogKey): void {
    this.#logs.delete(key);
    this.#sql.forget.run(key);
  }
}

/** A record on its way to its place. */
interface Added {
  log: number;
  seq: number;
  record: PackedRecord;
}

/** The `at` of an event in JSON: within a text, its quotes would be escaped. */
const atOf = (json: string): string => {
  const start = json.indexOf('"at":"') + 6;
  return json.slice(start, json.indexOf('"', start));
};

/** ISO 8601 sorts as text; those of one time stay in their order. */
function byTime(a: Added, b: Added): number {
  const [one, other] = [atOf(a.record.event), atOf(b.record.event)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The number of a turn, and whether some text was replaced in it, or some log forgotten; nothing when there was a conflict. */
export type Appended = { turn: number; amended: boolean; forgot: boolean } | undefined;

type Statements = ReturnType<typeof statements>;

function statements(db: DatabaseSync) {
  const prepare = (sql: string): StatementSync => db.prepare(sql);
  return {
    turn: prepare("INSERT OR REPLACE INTO meta VALUES ('turn', ?)"),
    log: prepare(`SELECT id, ${END_OF_LOG} FROM logs WHERE key = ?`),
    begin: prepare('INSERT INTO logs (key) VALUES (?)'),
    about: prepare('UPDATE logs SET about = ? WHERE id = ?'),
    forget: prepare('UPDATE logs SET key = NULL, about = NULL WHERE key = ?'),
    event: prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)'),
    find: prepare('SELECT id, author, event FROM events WHERE log = ? AND seq = ?'),
    keep: prepare('INSERT OR REPLACE INTO sessions (identity, state) VALUES (?, ?)'),
    end: prepare('DELETE FROM sessions WHERE identity = ?'),
    endAnswers: prepare('DELETE FROM answers WHERE identity = ?'),
    endTags: prepare('DELETE FROM tags WHERE author = ?'),
    answer: prepare(
      'INSERT INTO answers (identity, after, tag, done, outcome) VALUES (?, ?, ?, ?, ?)',
    ),
    trim: prepare(`
      DELETE FROM answers WHERE identity = ?1 AND id < (
        SELECT id FROM answers WHERE identity = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${ANSWERS_KEPT - 1}
      )`),
  };
}
