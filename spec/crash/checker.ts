/** Judges a run by what everybody asked and heard, and by what is stored at the end: pure. */
import { checkAnswers } from './checks/answers.ts';
import { deedsOf, type Problem } from './checks/deeds.ts';
import { checkLogs, type Logs } from './checks/logs.ts';
import { checkReaders } from './checks/readers.ts';
import { checkRows, type Row } from './checks/rows.ts';
import { checkSessions } from './checks/sessions.ts';
import type { Diary } from './diary.ts';

export interface Evidence {
  readonly diaries: readonly Diary[];
  /** As `/history` tells them at the end. */
  readonly logs: Logs;
  /** As they are in the file. */
  readonly rows: readonly Row[];
}

/** All that is wrong. */
export function check({ diaries, logs, rows }: Evidence): Problem[] {
  const { deeds, strays } = deedsOf(diaries);
  const { claims, problems } = checkLogs(logs, deeds);
  return [
    ...strays,
    ...checkAnswers(deeds),
    ...problems,
    ...checkReaders(diaries, logs, claims),
    ...checkSessions(diaries, deeds),
    ...checkRows(rows, logs, deeds),
  ];
}
