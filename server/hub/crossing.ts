/** How many may come and go in a turn: thousands who do so at once leave others most of the time. */
import type { Input } from '../rooms/effects.ts';

/** So many may come and go in a turn, however soon it is committed. */
const MIN_CROSSINGS = 16;
/** To decide and to tell that somebody comes or goes takes about this long, in milliseconds. */
const CROSSING_MS = 0.25;

/** True for an input with which somebody comes or goes: to have it decided a little later costs nobody else anything. */
export function isCrossing(input: Input): boolean {
  switch (input.on) {
    case 'opened':
    case 'lost':
    case 'closed':
    case 'silent':
      return true;
    case 'due':
      return input.due.due === 'grace';
    default:
      return false;
  }
}

/** How many crossings a turn may hold when the last commit took so many milliseconds: they make it twice as long at most. */
export const mostCrossings = (took: number): number =>
  Math.max(MIN_CROSSINGS, Math.floor(took / CROSSING_MS));
