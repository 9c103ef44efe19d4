/** Judges a run by what everybody asked and heard, and by what is stored at the end: pure. */
import { checkAnswers } from './checks/answers.ts';
import { checkComings } from './checks/comings.ts';
import { checkCursors } from './checks/cursors.ts';
import { deedsOf, type Problem } from './checks/deeds.ts';
import { checkDurability } from './checks/durability.ts';
import { checkErased } from './checks/erased.ts';
import { checkFarewells } from './checks/farewell.ts';
import { hearingsOf } from './checks/hearings.ts';
import { checkIgnoring } from './checks/ignoring.ts';
import { checkLines, type Line } from './checks/lines.ts';
import { checkLogins } from './checks/logins.ts';
import { checkLogs, type Logs, type Row } from './checks/logs.ts';
import { checkMembership } from './checks/membership.ts';
import { checkOrder } from './checks/order.ts';
import { checkPages } from './checks/pages.ts';
import { type Durable, People } from './checks/people.ts';
import { checkPresence } from './checks/presence.ts';
import { checkPrivacy } from './checks/privacy.ts';
import { checkReaders } from './checks/readers.ts';
import { checkReads } from './checks/reads.ts';
import { checkRooms } from './checks/rooms.ts';
import { checkRows } from './checks/rows.ts';
import { checkSessions } from './checks/sessions.ts';
import { checkUnread } from './checks/unread.ts';
import { checkWhereabouts } from './checks/whereabouts.ts';
import type { Diary } from './diary.ts';

export interface Evidence {
  /** What went over the wires. */
  readonly diaries: readonly Diary[];
  /** What people were told in the end, when something between them and the wire keeps repetitions from them. */
  readonly readings?: readonly Diary[];
  /** Of the last connection of devices whose sessions went on elsewhere. */
  readonly overheard?: readonly Diary[];
  /** What somebody heard who listens in `plain`. */
  readonly lines?: readonly Line[];
  /** As `/history` tells them at the end. */
  readonly logs: Logs;
  /** As they are in the file. */
  readonly rows: readonly Row[];
  /** When each turn became durable, where that is known. */
  readonly durable?: readonly Durable[];
}

/** All that is wrong. */
export function check({
  diaries,
  readings = diaries,
  overheard = [],
  lines = [],
  logs,
  rows,
  durable = [],
}: Evidence): Problem[] {
  const { deeds, strays } = deedsOf(diaries);
  const { claims, problems } = checkLogs(logs, deeds, rows);
  const people = new People(durable);
  const hearings = diaries.flatMap((diary) => hearingsOf(diary, people));
  const heard = [...hearings, ...overheard.flatMap((diary) => hearingsOf(diary, people))];
  return [
    ...strays,
    ...checkAnswers(deeds, logs),
    ...problems,
    ...checkReaders(readings, logs, claims, durable),
    ...checkSessions(diaries, logs),
    ...checkComings(diaries, deeds),
    ...checkRows(rows, logs, deeds, diaries),
    ...checkCursors(diaries),
    ...checkPages(diaries, logs, claims),
    ...checkRooms(diaries, logs),
    ...checkPresence(diaries),
    ...checkFarewells(overheard),
    ...checkLines(lines, durable, people),
    ...checkDurability(heard, durable),
    ...checkOrder(hearings, durable),
    ...checkIgnoring(hearings, people, rows),
    ...checkErased(rows, deeds, durable),
    ...checkLogins(hearings, people),
    ...checkWhereabouts(hearings, people),
    ...checkMembership(durable, deeds),
    ...checkReads(hearings, people),
    ...checkUnread(diaries, hearings, people, durable),
    ...checkPrivacy(heard, durable),
  ];
}
