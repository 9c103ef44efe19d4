/** `parlance check`: is the database whole, and does it agree with itself? All of it at one moment, while turns go on. */
import type { DatabaseSync } from 'node:sqlite';

import { ACCOUNTS_SCHEMA, metaOf, SEARCH_SCHEMA, SESSIONS_SCHEMA } from '../store/sqlite/schema.ts';
import { counted, holdings } from './census.ts';
import { checkEvents, type Inspector } from './check/events.ts';
import { Findings, type Kind } from './check/findings.ts';
import { LivingInspector } from './check/living.ts';
import { checkLogs, type Logs } from './check/logs.ts';
import { SearchInspector } from './check/search.ts';
import {
  checkAccounts,
  checkAnswers,
  checkPersons,
  checkRegime,
  checkSessions,
} from './check/sessions.ts';
import { checkFile, checkTables } from './check/tables.ts';
import { TagsInspector } from './check/tags.ts';
import { checkVersions } from './check/versions.ts';
import { demandSchema, withSource } from './source.ts';

/** The result of a check. */
interface CheckResult {
  readonly isSound: boolean;
  /** The sentences about what was found; the last one says what was checked. */
  readonly sentences: readonly string[];
}

/** Checks the database of a directory, and says what is wrong with it. Throws `StoreError` when there is none to check. */
export function check(directory: string): Promise<CheckResult> {
  return withSource(directory, (source) => {
    const { db, file } = source;
    const schema = demandSchema(source);
    db.exec('BEGIN');
    const inspection = new Inspection(db);
    inspection.run(schema);
    const held = inspection.attempt('faults of the file', () => inspection.holdings());
    const { count, sentences } = inspection.findings;
    const verdict = count === 0 ? 'is sound' : `has ${counted(count, 'fault')}`;
    const summary = `${file} ${verdict}${held === undefined ? '' : `; checked: ${held}`}.`;
    return { isSound: count === 0, sentences: [...sentences, summary] };
  });
}

class Inspection {
  readonly findings = new Findings();
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  run(schema: number): void {
    const [db, findings] = [this.#db, this.findings];
    this.attempt('faults of the file', () => checkFile(db, findings));
    this.attempt('faults of the tables', () => checkTables(db, schema, findings));
    const logs = this.attempt('faults of logs', () => checkLogs(db, findings));
    if (logs) this.attempt('faults of the file', () => this.#checkEvents(logs, schema));
    this.attempt('faults of the file', () => checkVersions(db, findings));
    if (schema >= SESSIONS_SCHEMA) this.#checkPeople();
    if (schema >= ACCOUNTS_SCHEMA)
      this.attempt('faults of persons', () => checkAccounts(db, findings));
  }

  #checkPeople(): void {
    const [db, findings] = [this.#db, this.findings];
    this.attempt('faults of persons', () => checkPersons(db, findings));
    this.attempt('faults of persons', () => checkRegime(db, findings));
    this.attempt('faults of sessions', () => checkSessions(db, findings));
    this.attempt('faults of answers', () => checkAnswers(db, findings));
  }

  /** Does one step of the check. A step that fails counts as a finding, and the other steps are done all the same. */
  attempt<T>(kind: Kind, step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof Error && 'errcode' in error)) throw error;
      this.findings.add(kind, `SQLite finds: ${error.message}.`);
      return undefined;
    }
  }

  holdings(): string {
    const { sessions } = this.#db.prepare('SELECT count(*) AS sessions FROM sessions').get() ?? {};
    return `${holdings(this.#db)}, ${counted(Number(sessions), 'session')}`;
  }

  #checkEvents(logs: Logs, schema: number): void {
    const inspectors = this.#inspectors(logs, schema);
    checkEvents(this.#db, logs, inspectors, this.findings);
    for (const inspector of inspectors) {
      this.attempt(inspector.kind, () => inspector.end?.());
    }
  }

  #inspectors(logs: Logs, schema: number): Inspector[] {
    const [db, findings] = [this.#db, this.findings];
    const value = metaOf(db, 'indexed');
    const indexed = Number(value ?? Number.NaN);
    const tagged = Math.max(indexed, Number(metaOf(db, 'tagged') ?? 0));
    const made: (Inspector | undefined)[] = [new LivingInspector(db, findings)];
    if (Number.isSafeInteger(indexed)) {
      made.push(
        schema < SEARCH_SCHEMA
          ? undefined
          : this.attempt(
              'faults of the search index',
              () => new SearchInspector(db, logs, indexed, findings),
            ),
        schema < SESSIONS_SCHEMA
          ? undefined
          : this.attempt('faults of answers', () => new TagsInspector(db, tagged, findings)),
      );
    } else
      findings.add(
        'faults of the tables',
        `The indexes have come to "${value}", which is no event.`,
      );
    return made.filter((inspector) => inspector !== undefined);
  }
}
