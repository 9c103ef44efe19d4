/** Writes turns: each is one transaction, or nothing. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { ANSWERS_KEPT } from '../answers.ts';
import { transaction } from './database.ts';
import type { Indexable, IndexKeeper } from './index-keeper.ts';
import { type PackedEntry, type PackedSession, unpackTurn } from './packing.ts';
import { Tally } from './tally.ts';

interface KnownLog {
  id: number;
  end: number;
}

/** The ends of so many logs are known without asking. */
const KNOWN = 100_000;

export class Committer {
  readonly #db: DatabaseSync;
  readonly #index: IndexKeeper;
  readonly #beforeCommit: () => void;
  readonly #sql: Statements;
  readonly #logs = new Map<LogKey, KnownLog>();
  readonly #answered = new Tally(ANSWERS_KEPT);
  /** The last id ever given to an event, also when that is gone: the index must not meet it again. */
  #last: number;
  /** The events of the turn. */
  #added: Indexable[] = [];

  /** `beforeCommit` throws when there is no point in committing. */
  constructor(db: DatabaseSync, index: IndexKeeper, beforeCommit: () => void) {
    this.#db = db;
    this.#index = index;
    this.#beforeCommit = beforeCommit;
    this.#sql = statements(db);
    const { last } = db.prepare('SELECT max(id) AS last FROM events').get() ?? {};
    this.#last = Math.max(Number(last ?? 0), index.indexed);
  }

  /** A turn as it was packed, after the logs that were forgotten before it. Throws when nothing of it was written. */
  append(packed: string, forgotten: readonly LogKey[]): Outcome {
    const { entries, sessions } = unpackTurn(packed);
    const last = this.#last;
    this.#added = [];
    try {
      const outcome = transaction(this.#db, () => {
        for (const log of forgotten) this.#forget(log);
        if (entries.some(({ log, after }) => this.#known(log).end !== after)) return CONFLICT;
        for (const session of sessions) this.#keep(session);
        for (const entry of entries) this.#add(entry);
        for (const session of sessions) this.#remember(session);
        this.#beforeCommit();
        return {
          outcome: 'done',
          amended: entries.some(({ amended }) => amended.length > 0),
        } as const;
      });
      if (outcome.amended) this.#index.reread();
      else this.#index.follow(last, this.#added);
      return outcome;
    } catch (error) {
      this.#last = last;
      this.#logs.clear();
      throw error;
    }
  }

  #known(key: LogKey): KnownLog {
    const known = this.#logs.get(key);
    if (known !== undefined) return known;
    if (this.#logs.size >= KNOWN) this.#logs.clear();
    const found = (this.#sql.log.get(key) ?? { id: 0, end: 0 }) as unknown as KnownLog;
    this.#logs.set(key, found);
    return found;
  }

  #add({ log: key, about, records, amended }: PackedEntry): void {
    const log = this.#known(key);
    if (log.id === 0) log.id = Number(this.#sql.begin.run(key).lastInsertRowid);
    if (about !== undefined) this.#sql.about.run(about, log.id);
    for (const { author, tag, done, event } of records) {
      this.#last += 1;
      log.end += 1;
      this.#sql.event.run(this.#last, log.id, log.end, author, tag, done, event);
      this.#added.push({ id: this.#last, log: log.id, author, tag, event });
    }
    for (const { seq, event } of amended) this.#amend(log.id, seq, event);
  }

  #amend(log: number, seq: number, event: string): void {
    const row = this.#sql.find.get(log, seq);
    if (row === undefined) return;
    const id = Number(row.id);
    this.#index.amend(
      id,
      log,
      JSON.parse(String(row.event)) as Logged,
      JSON.parse(event) as Logged,
    );
    this.#sql.amend.run(event, id);
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

/** What came of a turn, and whether some text was replaced. */
export interface Outcome {
  outcome: 'done' | 'conflict';
  amended: boolean;
}

const CONFLICT: Outcome = { outcome: 'conflict', amended: false };

type Statements = ReturnType<typeof statements>;

function statements(db: DatabaseSync) {
  const prepare = (sql: string): StatementSync => db.prepare(sql);
  return {
    log: prepare(
      `SELECT id, coalesce((SELECT max(seq) FROM events WHERE log = logs.id), floor) AS "end"
       FROM logs WHERE key = ?`,
    ),
    begin: prepare('INSERT INTO logs (key) VALUES (?)'),
    about: prepare('UPDATE logs SET about = ? WHERE id = ?'),
    forget: prepare('UPDATE logs SET key = NULL, about = NULL WHERE key = ?'),
    event: prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)'),
    find: prepare('SELECT id, event FROM events WHERE log = ? AND seq = ?'),
    amend: prepare('UPDATE events SET event = ? WHERE id = ?'),
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
