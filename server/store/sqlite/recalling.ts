/**
 * Reads all that a start needs. It passes between the threads as columns of text, which are cloned many times faster than what
 * the text says.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { LogKey } from '../../../grammar/names.ts';
import type { Recalled } from '../store.ts';
import { END_OF_LOG, metaOf } from './schema.ts';

/** What the tables hold. Each column has as many entries as the others of its table. */
export interface StoredKept {
  readonly logs: readonly [
    keys: string[],
    abouts: (string | null)[],
    ends: number[],
    latest: (string | null)[],
  ];
  readonly persons: readonly [identities: string[], states: string[]];
  readonly accounts: readonly [identities: string[], states: string[]];
  readonly sessions: readonly [keys: string[], persons: string[], states: string[]];
  readonly regime: string | undefined;
  readonly latest: number;
}

/** The first time in the last row of a room: in JSON it stands before everything that people have said. */
const LATEST = `iif(key GLOB '#*', (
  SELECT substr(event, instr(event, '"at":"') + 6, 24) FROM events WHERE log = logs.id ORDER BY seq DESC LIMIT 1
), NULL)`;
const LOGS = `SELECT key, about, ${END_OF_LOG}, ${LATEST} FROM logs WHERE key IS NOT NULL`;
const PERSONS = 'SELECT identity, state FROM persons ORDER BY id';
const ACCOUNTS = 'SELECT identity, state FROM accounts ORDER BY id';
const SESSIONS = 'SELECT key, person, state FROM sessions ORDER BY id';

/** What is kept in an open database; `latest` is when something last happened in a log. */
export function storedKept(db: DatabaseSync, latest: number): StoredKept {
  const regime = metaOf(db, 'regime');
  return {
    logs: columns(db, LOGS, 4) as never,
    persons: columns(db, PERSONS, 2) as never,
    accounts: columns(db, ACCOUNTS, 2) as never,
    sessions: columns(db, SESSIONS, 3) as never,
    regime: regime === undefined ? undefined : String(regime),
    latest,
  };
}

function columns(db: DatabaseSync, query: string, count: number): unknown[][] {
  const statement = db.prepare(query);
  statement.setReturnArrays(true);
  const all = Array.from({ length: count }, (): unknown[] => []);
  for (const row of statement.all() as never as unknown[][]) {
    for (const [place, column] of all.entries()) column.push(row[place]);
  }
  return all;
}

/** What it says. States of persons and accounts are parsed when somebody looks at them, each time anew; that throws when they are no JSON. */
export function keptIn({
  logs,
  persons,
  accounts,
  sessions,
  regime,
  latest,
}: StoredKept): Recalled {
  const [keys, abouts, ends, latests] = logs;
  const parse = (json: string | null | undefined): unknown =>
    json === null || json === undefined ? undefined : JSON.parse(json);
  const known = ([identities, states]: StoredKept['persons']) =>
    identities.map((identity, n) => ({
      identity,
      get state() {
        return parse(states[n]);
      },
    }));
  const [names, of, states] = sessions;
  return {
    logs: keys.map((log, n) => ({
      log: log as LogKey,
      end: Number(ends[n]),
      about: parse(abouts[n]),
      ...(latests[n] && { latest: Date.parse(latests[n]) }),
    })),
    persons: known(persons),
    accounts: known(accounts),
    sessions: names.map((key, n) => ({ key, person: String(of[n]), state: parse(states[n]) })),
    ...(regime !== undefined && { regime: parse(regime) }),
    latest,
  };
}
