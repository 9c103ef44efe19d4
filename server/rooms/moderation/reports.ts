/** What was reported to those who look after a room: a list that stays until somebody has seen to it. */
import type { Logged } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import type { Effect } from '../effects.ts';
import type { Untold } from '../logs/fold.ts';
import type { World } from '../world/world.ts';
import { keepRegime } from './governing.ts';
import type { KeptReport } from './regime.ts';

/** So many reports of one room, and of all, are open; then the oldest is let go. */
const MAX_REPORTS_OF_ROOM = 50;
const MAX_REPORTS = 500;
/** One person has at most so many open reports. */
export const MAX_REPORTS_OF_PERSON = 10;

/** It is listed from now on. */
export function list(world: World, effects: Effect[], report: Omit<KeptReport, 'number'>): void {
  const { reports, reported } = world.regime;
  const number = reported + 1;
  const ofRoom = reports.filter(({ room }) => room === report.room);
  const [oldest] = ofRoom.length >= MAX_REPORTS_OF_ROOM ? ofRoom : [];
  const others = reports.filter((each) => each !== oldest);
  const all = [...others, { ...report, number }].slice(-MAX_REPORTS);
  keepRegime(world, effects, { reports: all, reported: number });
}

/** Those that `isOver` are listed no more. */
export function close(
  world: World,
  effects: Effect[],
  isOver: (report: KeptReport) => boolean,
): void {
  const { reports } = world.regime;
  if (reports.some(isOver)) {
    keepRegime(world, effects, { reports: reports.filter((each) => !isOver(each)) });
  }
}

/** What staff did about a message, or about who has said it, closes its reports. */
export function closeBy(
  { world, effects }: { world: World; effects: Effect[] },
  log: LogKey,
  event: Logged,
  { whom, aim }: Untold,
): void {
  if (world.regime.reports.length === 0) return;
  switch (event.ev) {
    case 'delete':
      return close(world, effects, ({ room, seq }) => room === log && seq === event.of);
    case 'kicked':
      return close(world, effects, ({ room, author }) => room === log && author === whom);
    case 'banned':
    case 'muted': {
      const who = aim?.kind === 'person' ? aim.identity : undefined;
      return close(world, effects, ({ room, author }) => room === log && author === who);
    }
    default:
      return;
  }
}
