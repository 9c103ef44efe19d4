/** Tells what led to a problem, up to its moment, in as few lines as can be useful. */
import type { Problem } from './checks/deeds.ts';
import { type Diary, logged, logOf, type Moment, type Note } from './diary.ts';

/** Something that was done to the server. */
export interface Blow {
  readonly moment: Moment;
  readonly what: string;
}

/** How many lines there are before the first that the problem is about, and in all, and how long they are. */
const BEFORE = 4;
const LINES = 30;
const WIDTH = 200;

interface Line {
  readonly moment: Moment;
  readonly text: string;
  /** It is what the problem is about; other lines are told where they come between. */
  readonly isCore: boolean;
}

export function story(problem: Problem, diaries: readonly Diary[], blows: readonly Blow[]): string {
  const title = [problem.who, problem.tag, problem.log, problem.seq, problem.text];
  const all = diaries.flatMap((diary) => linesOf(diary, problem));
  for (const { moment, what } of blows) all.push({ moment, text: `* ${what}`, isCore: false });
  all.sort((a, b) => a.moment - b.moment);
  const first = all.findIndex(({ isCore }) => isCore);
  const until = problem.moment ?? 0;
  const last = all.findLastIndex(({ isCore, moment }) => isCore || moment <= until);
  const lines = all
    .slice(Math.max(0, first - BEFORE), last + 1)
    .map(({ moment, text }) => `  ${String(moment).padStart(7)} ${text}`.slice(0, WIDTH));
  const middle = lines.length - LINES;
  if (middle > 0) lines.splice(LINES / 2, middle, `  … ${middle} more lines`);
  return [title.filter((part) => part !== undefined).join(' '), ...lines].join('\n');
}

/** When the last happened that the problem is about; for ever later when nobody noted it. */
export function lastMoment(problem: Problem, diaries: readonly Diary[]): Moment {
  const core = diaries.flatMap((diary) => linesOf(diary, problem)).filter(({ isCore }) => isCore);
  return core.length === 0
    ? Number.POSITIVE_INFINITY
    : Math.max(...core.map(({ moment }) => moment));
}

function linesOf({ name, notes }: Diary, problem: Problem): Line[] {
  const isOwn = problem.who === undefined || problem.who === name;
  return notes.flatMap((note) => {
    const isCore = isAbout(note, problem, isOwn);
    const isFrame = isOwn && problem.who !== undefined && frames(note);
    return isCore || isFrame
      ? [{ moment: note.moment, text: `${name} ${told(note)}`, isCore }]
      : [];
  });
}

/** Of the tag; or the events around that place, as whoever complains heard them; or what was heard at that moment. */
function isAbout(note: Note, { tag, log, seq, moment }: Problem, isOwn: boolean): boolean {
  if (moment !== undefined && note.moment === moment) return true;
  if (note.on === 'sent') return note.command.tag === tag;
  if (note.on !== 'heard') return false;
  const { event } = note;
  if (!isOwn) return false;
  if ((event.ev === 'ok' || event.ev === 'error') && tag !== undefined) return event.re === tag;
  const entry = logged(event);
  if (entry === undefined || seq === undefined || logOf(entry) !== log) return false;
  return Math.abs(entry.seq - seq) <= 1;
}

/** How the person's connection fared. */
function frames(note: Note): boolean {
  if (note.on !== 'sent' && note.on !== 'heard') return true;
  if (note.on === 'sent') return note.command.cmd === 'resume';
  const { event } = note;
  return event.ev === 'welcome' || (event.ev === 'ok' && event.logs !== undefined);
}

function told(note: Note): string {
  switch (note.on) {
    case 'open':
      return 'is connected';
    case 'lost':
      return 'is cut off';
    case 'sent':
      return `${note.again ? '>>' : '>'} ${JSON.stringify(note.command)}`;
    case 'heard':
      return `< ${JSON.stringify(note.event)}`;
    case 'begins':
      return `reads ${note.log} from behind ${note.seq} on`;
    case 'ends':
      return `reads ${note.log} no more`;
    case 'has':
      return `has ${note.logs.join(', ')}`;
    case 'begun':
      return `has a new session, as ${note.nick}`;
    case 'over':
      return `has come to an end: ${note.why}`;
    case 'settled':
      return 'has heard all that was told';
    case 'expired':
      return 'may have lost its session';
    case 'dropped':
      return `waits no more for ${note.tags.join(', ')} (${note.as})`;
  }
}
