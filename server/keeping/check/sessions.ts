/** The sessions that are kept, and what they were answered: can a server go on with them? */
import type { DatabaseSync } from 'node:sqlite';
import { type NickKey, nickKey, nickProblem } from '../../../grammar/names.ts';
import { isSessionState } from '../../recalled.ts';
import { parsed } from '../json.ts';
import type { Findings } from './findings.ts';

/** How many there are. */
export function checkSessions(db: DatabaseSync, findings: Findings): number {
  const holders = new Map<NickKey, string>();
  let count = 0;
  for (const row of db.prepare('SELECT identity, state FROM sessions ORDER BY id').iterate()) {
    count += 1;
    const identity = String(row.identity);
    const state = parsed(String(row.state));
    if (!isSessionState(state)) {
      findings.add('faults of sessions', `The session of ${identity} can't be read.`);
      continue;
    }
    const { nick } = state;
    const problem = nickProblem(nick);
    if (problem !== undefined) {
      findings.add('faults of sessions', `${identity} is called ${nick}, but a nick ${problem}.`);
    }
    const holder = holders.get(nickKey(nick));
    if (holder === undefined) holders.set(nickKey(nick), identity);
    else
      findings.add(
        'nicks of several sessions',
        `${identity} and ${holder} are both called ${nick}.`,
      );
  }
  return count;
}

/** Answers go with their sessions, and can be read. */
export function checkAnswers(db: DatabaseSync, findings: Findings): void {
  const rows = db.prepare(`
    SELECT answers.identity, tag, outcome, sessions.id IS NULL AS over
    FROM answers LEFT JOIN sessions USING (identity)`);
  for (const { identity, tag, outcome, over } of rows.iterate()) {
    const answer = `The answer to ${tag} of ${identity}`;
    if (over) findings.add('faults of answers', `${answer} is kept, and the session is not.`);
    if (!isObject(parsed(String(outcome)))) {
      findings.add('faults of answers', `${answer} can't be read.`);
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
