/** Checks persons, sessions and remembered answers: a server can go on with them. */
import type { DatabaseSync } from 'node:sqlite';
import { type NickKey, nickKey, nickProblem } from '../../../grammar/names.ts';
import {
  isAccountState,
  isPersonState,
  isRegimeState,
  isSessionState,
} from '../../recalled/index.ts';
import { metaOf } from '../../store/sqlite/schema.ts';
import { parsed } from '../json.ts';
import type { Findings } from './findings.ts';

/** Checks that every person can be read back, and that no nick is two persons'. */
export function checkPersons(db: DatabaseSync, findings: Findings): void {
  const holders = new Map<NickKey, string>();
  for (const row of db.prepare('SELECT identity, state FROM persons ORDER BY id').iterate()) {
    const identity = String(row.identity);
    const state = parsed(String(row.state));
    if (!isPersonState(state)) {
      findings.add('faults of persons', `The person ${identity} can't be read.`);
      continue;
    }
    const { nick } = state;
    const problem = nickProblem(nick);
    if (problem !== undefined) {
      findings.add('faults of persons', `${identity} is called ${nick}, but a nick ${problem}.`);
    }
    const holder = holders.get(nickKey(nick));
    if (holder === undefined) holders.set(nickKey(nick), identity);
    else
      findings.add(
        'nicks of several persons',
        `${identity} and ${holder} are both called ${nick}.`,
      );
  }
}

/** Each is somebody's, and can be logged in to. */
export function checkAccounts(db: DatabaseSync, findings: Findings): void {
  const rows = db.prepare(`
    SELECT accounts.identity, accounts.state, persons.id IS NULL AS lost
    FROM accounts LEFT JOIN persons USING (identity) ORDER BY accounts.id`);
  for (const { identity, state, lost } of rows.iterate()) {
    const tell = (fault: string) =>
      findings.add('faults of persons', `The account ${identity} ${fault}.`);
    if (lost) tell('is of a person who is not kept');
    if (!isAccountState(parsed(String(state)))) tell("can't be read");
  }
}

/** What is set for the whole server can be read back. */
export function checkRegime(db: DatabaseSync, findings: Findings): void {
  const regime = metaOf(db, 'regime');
  if (regime === undefined || isRegimeState(parsed(String(regime)))) return;
  findings.add('faults of persons', "What is set for the whole server can't be read.");
}

/** Each is somebody's. */
export function checkSessions(db: DatabaseSync, findings: Findings): void {
  const rows = db.prepare(`
    SELECT key, person, sessions.state, persons.id IS NULL AS lost
    FROM sessions LEFT JOIN persons ON identity = person ORDER BY sessions.id`);
  for (const { key, person, state, lost } of rows.iterate()) {
    const tell = (fault: string) =>
      findings.add('faults of sessions', `The session ${key} ${fault}.`);
    if (lost) tell(`is of ${person}, who is not kept`);
    if (!isSessionState(parsed(String(state)))) tell("can't be read");
  }
}

/** Answers go with their sessions, and can be read. */
export function checkAnswers(db: DatabaseSync, findings: Findings): void {
  const rows = db.prepare(`
    SELECT session, tag, outcome, key IS NULL AS over
    FROM answers LEFT JOIN sessions ON key = session`);
  for (const { session, tag, outcome, over } of rows.iterate()) {
    const answer = `The answer to ${tag} of ${session}`;
    if (over) findings.add('faults of answers', `${answer} is kept, and the session is not.`);
    if (!isObject(parsed(String(outcome)))) {
      findings.add('faults of answers', `${answer} can't be read.`);
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
