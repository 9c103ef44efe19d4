/** Plays one simulated life, made up by chance or given as decisions, and has it judged. */
import { hash } from 'node:crypto';
import { isVisible, type Logged } from '../../grammar/events.ts';
import { check } from '../history/checker.ts';
import type { Problem } from '../history/checks/deeds.ts';
import type { Row } from '../history/checks/logs.ts';
import type { Durable } from '../history/checks/people.ts';
import type { Diary, Moment, Note } from '../history/diary.ts';
import { type Blow, lastMoment, story } from '../history/story.ts';
import type { Decision } from './decisions.ts';
import { Fate } from './fate.ts';
import { finish, WHOLE_LOG } from './finale.ts';
import type { Between } from './host.ts';
import { Town } from './town.ts';

export interface Life {
  /** What happened, to be played again. */
  readonly decisions: readonly Decision[];
  /** When each of them had been done. */
  readonly moments: readonly Moment[];
  readonly problems: readonly Problem[];
  readonly kills: number;
  readonly diaries: readonly Diary[];
  readonly blows: readonly Blow[];
  /** Of all that everybody asked and heard, and of the disk: the same life has the same one. */
  readonly digest: () => string;
}

/** A life in which the server dies so many times, as chance has it. */
export function playSeed(seed: number, kills: number, between?: Between): Promise<Life> {
  const town = new Town(between);
  return play(town, new Fate(seed, town).until(kills));
}

/** A life of decisions that are made while it is lived. */
export function playAlong(decide: (town: Town) => Iterable<Decision>): Promise<Life> {
  const town = new Town();
  return play(town, decide(town));
}

/** The life that these make. */
export function playAgain(decisions: readonly Decision[], between?: Between): Promise<Life> {
  return play(new Town(between), decisions);
}

async function play(town: Town, fate: Iterable<Decision>): Promise<Life> {
  const decisions: Decision[] = [];
  const moments: Moment[] = [];
  for (const decision of fate) {
    decisions.push(decision);
    await town.take(decision);
    moments.push(town.moment());
    if (town.host.complaints.length > 0) break;
  }
  const unfinished = town.host.complaints.length > 0 ? [] : await finish(town);
  const complaints = town.host.complaints.map((text) => ({ text: `the server says: ${text}` }));
  const found = [...complaints, ...unfinished];
  const diaries = town.everybody.map((person) => person.diaries.wire);
  const { blows, kills } = town.host;
  // A life is one turn of Node's event loop, at whose end it tells of rejections that nobody has handled.
  await new Promise((resolve) => setImmediate(resolve));
  const problems = found.length > 0 ? found : judge(town);
  const digest = (): string => hash('sha256', JSON.stringify([diaries, town.host.disk.history]));
  return { decisions, moments, problems, kills, diaries, blows, digest };
}

function judge(town: Town): Problem[] {
  const diaries = town.everybody.map((person) => person.diaries.wire);
  const readings = town.everybody.map((person) => person.diaries.told);
  const overheard = town.everybody.flatMap((person) => person.overheard);
  const rows = rowsOf(town.host.disk.history);
  // What nobody can read any more is what the disk has had.
  const logs = new Map<string, Logged[]>();
  for (const [log, kept] of Map.groupBy(rows, ({ log }) => log))
    logs.set(
      log,
      kept.map(({ event }) => event),
    );
  for (const [log, events] of told(diaries)) logs.set(log, events);
  return check({
    diaries,
    readings,
    overheard,
    lines: town.listener.heard,
    logs,
    rows,
    durable: town.host.disk.history,
  });
}

/** The logs as `/history` tells them to those who ask for all of one. */
function told(diaries: readonly Diary[]): Map<string, Logged[]> {
  const logs = new Map<string, Logged[]>();
  for (const { notes } of diaries) {
    const whole = new Set(notes.flatMap((note) => (asksForAll(note) ? [note.command.tag] : [])));
    for (const note of notes) {
      if (note.on !== 'heard' || note.event.ev !== 'history') continue;
      const { event } = note;
      const log = event.room ?? event.log;
      const events = event.events.filter(isVisible);
      // Some may not read all, or see what is done by whom they ignore.
      const isAll = events.length === event.events.length && events[0]?.seq === 1;
      if (log !== undefined && isAll && whole.has(event.re ?? '')) logs.set(log, events);
    }
  }
  return logs;
}

const asksForAll = (note: Note): note is Note & { on: 'sent' } =>
  note.on === 'sent' && note.command.cmd === 'history' && note.command.limit === WHOLE_LOG;

/** What the disk holds in the end, one record after the other. */
function rowsOf(history: readonly Durable[]): Row[] {
  const logs = new Map<string, Row[]>();
  for (const { turn } of history) {
    for (const { log, records, amended = [] } of turn.entries) {
      const rows = logs.get(log) ?? [];
      logs.set(log, rows);
      for (const { event, author, tag } of records)
        rows.push({ log, seq: event.seq, author, tag, event });
      for (const event of amended) {
        const row = rows[event.seq - 1];
        if (row) rows[event.seq - 1] = { ...row, event };
      }
    }
  }
  return [...logs.values()].flat();
}

/** A life has a problem like this one: the same words, whomever and whatever they are about. */
export const sameProblem = ({ problems }: Life, { text }: Problem): boolean =>
  problems.some((each) => gist(each.text) === gist(text));

const gist = (text: string): string =>
  text
    .replace(/\{.*|\[.*/s, '')
    .replace(/#\w+|@\w+|\w+[.-]\d+|\d+/g, '')
    .slice(0, 60);

/** The step at which a problem is to be seen; one behind the last when that is only in the end. */
export function stepOf(problem: Problem, { diaries, moments }: Life): number {
  const seen = lastMoment(problem, diaries);
  return moments.filter((moment) => moment < seen).length + 1;
}

/** The first problems of a life, each with what led to it. */
export function stories({ problems, diaries, blows }: Life, most: number): string[] {
  return problems.slice(0, most).map((problem) => story(problem, diaries, blows));
}
