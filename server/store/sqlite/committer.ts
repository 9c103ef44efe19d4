/** Writes turns: each is one transaction, or nothing. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogKey } from '../../../grammar/names.ts';
import type { AnswerRows } from './answer-rows.ts';
import { transaction } from './database.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { MentionRows } from './mentions.ts';
import { Placing } from './placing.ts';
import type { Row } from './row.ts';
import { Rows } from './rows.ts';
import { END_OF_LOG, metaOf } from './schema.ts';
import type { StoredChange, StoredSession, StoredTurn } from './stored.ts';
import type { Versions } from './versions.ts';

interface KnownLog {
  id: number;
  end: number;
}

/** The committer remembers the ends of this many logs. */
const MAX_KNOWN_LOGS = 100_000;

/** Appends turns to an open database. It remembers the ends of the last `MAX_KNOWN_LOGS` logs. */
export class Committer {
  readonly #db: DatabaseSync;
  readonly #index: IndexKeeper;
  readonly #versions: Versions;
  readonly #beforeCommit: () => void;
  readonly #sql: Statements;
  readonly #rows: Rows;
  readonly #mentions: MentionRows;
  readonly #remembered: AnswerRows;
  readonly #logs = new Map<LogKey, KnownLog>();
  /** The last id ever given to an event, also of one that is gone: the index must not meet an id twice. */
  #last: number;
  /** The number of the last turn. */
  #turn: number;
  /** The rows of the turn. */
  #added: Row[] = [];

  /** `beforeCommit` throws when there is no point in committing. */
  constructor(
    db: DatabaseSync,
    { index, versions, remembered, mentions }: Companions,
    beforeCommit: () => void,
  ) {
    this.#db = db;
    this.#index = index;
    this.#versions = versions;
    this.#remembered = remembered;
    this.#beforeCommit = beforeCommit;
    this.#rows = new Rows(db);
    this.#mentions = mentions;
    this.#sql = statements(db);
    const { last } = db.prepare('SELECT max(id) AS last FROM events').get() ?? {};
    this.#last = Math.max(Number(last ?? 0), index.last);
    this.#turn = Number(metaOf(db, 'turn') ?? 0);
  }

  /** The number of the last turn. */
  get turn(): number {
    return this.#turn;
  }

  /** Returns the number of the last turn. Writes something behind that turn, so that the turn can't be lost any more. */
  confirmLastTurn(): number {
    transaction(this.#db, () => this.#number(this.#turn));
    return this.#turn;
  }

  /** Commits a turn. Throws when nothing of it was written, or `UnknownCommit` when that can't be told. */
  append({ entries, persons, accounts, sessions, forgotten, regime }: StoredTurn): Appended {
    const last = this.#last;
    this.#added = [];
    try {
      const outcome = transaction(this.#db, () => {
        if (entries.some(({ log, after }) => this.#known(log).end !== after)) return undefined;
        for (const { identity, state } of persons) {
          if (state === undefined) this.#sql.dismiss.run(identity);
          else this.#sql.person.run(identity, state);
        }
        for (const { identity, state } of accounts) {
          if (state === undefined) this.#unregister(identity);
          else this.#sql.account.run(identity, state);
        }
        if (regime !== undefined) this.#sql.regime.run(regime);
        for (const session of sessions) this.#keep(session);
        this.#add(entries);
        for (const session of sessions) this.#remember(session);
        for (const log of forgotten) this.#forget(log);
        this.#number(this.#turn + 1);
        return {
          turn: this.#turn + 1,
          events: this.#last - last,
          amended: entries.some(({ amended }) => amended.length > 0),
          forgot: forgotten.length > 0,
          ages: entries.some(({ retention }) => retention !== undefined),
        };
      });
      if (outcome === undefined) return undefined;
      this.#turn = outcome.turn;
      this.#index.follow(this.#added, outcome.events);
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
    if (this.#logs.size >= MAX_KNOWN_LOGS) this.#logs.clear();
    const found = (this.#sql.log.get(key) ?? { id: 0, end: 0 }) as unknown as KnownLog;
    this.#logs.set(key, found);
    return found;
  }

  #add(entries: StoredChange[]): void {
    const placing = new Placing();
    for (const { log: key, about, retention, rows } of entries) {
      const log = this.#known(key);
      if (log.id === 0) log.id = Number(this.#sql.begin.run(key).lastInsertRowid);
      if (about !== undefined) this.#sql.about.run(about, log.id);
      if (retention !== undefined) this.#sql.retention.run(retention, log.id);
      for (const row of rows) {
        log.end += row.count;
        placing.add(log.id, log.end, row);
      }
    }
    this.#added = placing.placed(this.#last);
    for (const { id, log, seq, author, tag, done, event, ids, session } of this.#added) {
      this.#sql.row.run(id, log, seq, author, tag, done, event, ids, session);
    }
    this.#last = this.#added.at(-1)?.id ?? this.#last;
    for (const { log: key, amended, calls } of entries) {
      const { id } = this.#known(key);
      for (const { seq, event } of amended) this.#amend(id, seq, event);
      for (const { seq, who } of calls) {
        const slot = this.#rows.at(id, seq);
        if (slot) this.#mentions.replace(slot, who);
      }
    }
  }

  #amend(log: number, seq: number, event: string): void {
    const slot = this.#rows.at(log, seq);
    if (slot === undefined || this.#versions.isBlank(slot)) return;
    this.#index.amend(slot, this.#versions.current(slot), event);
    this.#versions.rewrite(slot, event);
  }

  #keep({ key, person, state }: StoredSession): void {
    if (state !== undefined) {
      this.#sql.session.run(key, person, state);
      return;
    }
    this.#sql.end.run(key);
    this.#remembered.end(key);
  }

  #remember({ key, state, answers }: StoredSession): void {
    if (state === undefined) return;
    for (const answer of answers) this.#remembered.add(key, this.#last, answer);
  }

  #unregister(identity: string): void {
    this.#sql.unregister.run(identity);
    this.#mentions.forget(identity);
  }

  #forget(key: LogKey): void {
    this.#logs.delete(key);
    this.#sql.forget.run(key);
  }
}

/** The other parts that write, each its own tables. */
export interface Companions {
  index: IndexKeeper;
  versions: Versions;
  remembered: AnswerRows;
  mentions: MentionRows;
}

/**
 * The number of a turn, how many events it has, and whether some text was replaced in it, or some log forgotten; nothing when
 * there was a conflict.
 */
export type Appended =
  | { turn: number; events: number; amended: boolean; forgot: boolean; ages: boolean }
  | undefined;

type Statements = ReturnType<typeof statements>;

/** A row that is there keeps its place, so that only its own page is written. Sessions are replaced: they stand in the order of their changes. */
const inPlace = (table: 'persons' | 'accounts'): string =>
  `INSERT INTO ${table} (identity, state) VALUES (?, ?) ON CONFLICT (identity) DO UPDATE SET state = excluded.state`;

function statements(db: DatabaseSync) {
  const prepare = (sql: string): StatementSync => db.prepare(sql);
  return {
    turn: prepare("INSERT OR REPLACE INTO meta VALUES ('turn', ?)"),
    regime: prepare("INSERT OR REPLACE INTO meta VALUES ('regime', ?)"),
    log: prepare(`SELECT id, ${END_OF_LOG} FROM logs WHERE key = ?`),
    begin: prepare('INSERT INTO logs (key) VALUES (?)'),
    retention: prepare('UPDATE logs SET retention = ? WHERE id = ?'),
    about: prepare('UPDATE logs SET about = ? WHERE id = ?'),
    forget: prepare('UPDATE logs SET key = NULL, about = NULL WHERE key = ?'),
    row: prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    person: prepare(inPlace('persons')),
    account: prepare(inPlace('accounts')),
    dismiss: prepare('DELETE FROM persons WHERE identity = ?'),
    unregister: prepare('DELETE FROM accounts WHERE identity = ?'),
    session: prepare('INSERT OR REPLACE INTO sessions (key, person, state) VALUES (?, ?, ?)'),
    end: prepare('DELETE FROM sessions WHERE key = ?'),
  };
}
