/** Of what the person wants to be told at once: in a room, or in all that have no choice of their own. */
import type { EventOf } from '../../grammar/events.ts';
import { type LogKey, logKey } from '../../grammar/names.ts';
import type { Level } from '../../grammar/preferences.ts';
import type { Place } from './place.ts';

/** What was chosen, and until when that holds, in milliseconds since 1970. */
interface Choice {
  readonly level: Level;
  readonly until?: number;
}

/** The choice by room. The choice for all other rooms stands under the empty name. */
export type Levels = ReadonlyMap<LogKey | '', Choice>;

/** As the server tells them. */
export const levelsIn = ({ levels }: EventOf<'notify'>): Levels =>
  new Map(
    levels.map(({ room, level, until }) => [
      room === undefined ? '' : logKey(room),
      { level, ...(until !== undefined && { until: Date.parse(until) }) },
    ]),
  );

/** Something new is told at once; `calls`: it is private, or calls the person. */
export function isWanted(
  { levels, now }: { levels: Levels; now: number },
  { log, kind }: Pick<Place, 'log' | 'kind'>,
  calls: boolean,
): boolean {
  const choice =
    (kind === 'room' && log ? holding(levels.get(log), now) : undefined) ??
    holding(levels.get(''), now);
  switch (choice?.level) {
    case 'all':
      return true;
    case 'none':
      return false;
    default:
      return calls;
  }
}

const holding = (choice: Choice | undefined, now: number): Choice | undefined =>
  choice?.until !== undefined && choice.until <= now ? undefined : choice;
