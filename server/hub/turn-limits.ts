/** How long a turn takes, and how much of one kind it may hold, so that to tell it takes a moment: thousands who come or go, and floods of long texts, wait for the next ones. */
import type { LogKey } from '../../grammar/names.ts';
import type { Effect, Input } from '../rooms/effects.ts';
import { weight } from '../rooms/traits.ts';

/** A turn takes lines for so many milliseconds; then their effects are told, and others are heard. */
export const TURN_MS = 5;

/** So many may come and go in a turn, however soon it is committed. */
const MIN_CROSSINGS = 32;
/** To decide and to tell that somebody comes or goes takes about this long, in milliseconds. */
const CROSSING_MS = 0.25;

/** True for an input with which a session begins or ends: to have it decided a little later costs nobody else anything. */
export const isCrossing = (input: Input, effects: readonly Effect[]): boolean =>
  input.on === 'opened' || effects.some((effect) => effect.do === 'end');

/** How many crossings a turn may hold when the last commit took so many milliseconds: they make it twice as long at most. */
export const mostCrossings = (took: number): number =>
  Math.max(MIN_CROSSINGS, Math.floor(took / CROSSING_MS));

/** Once a turn has so much to tell, counted for each who hears it, those who had it tell much wait for the next ones. */
export const MUCH_TOLD_BYTES = 4 * 1024 * 1024;
/** Once it has so much, all wait: it comes from those who had told little until now. */
export const MAX_TOLD_BYTES = 8 * 1024 * 1024;
/** All lines wait while so much is under way to those who are told it in later portions, of all turns. */
export const MAX_UNDER_WAY_BYTES = 64 * 1024 * 1024;
/** What an event takes besides its text, about; and what a line counts for by itself. */
const EVENT_BYTES = 100;

/** What is told to one person alone is encoded and written for them: that takes about as long as so many bytes that all hear. */
const TELL_BYTES = 8 * 1024;

/** To read an event, keep it and encode it takes about as long as to hand it to so many who hear it. */
const KEEPING_HEARERS = 10;
/** A line that has so many bytes told has others told much. */
const LOUD_BYTES = 32 * 1024;

/** True for a line that has so many bytes told that it waits when a turn has much to tell. */
export const isLoud = (told: number): boolean => told >= LOUD_BYTES;

/** About how many bytes effects tell, counted for each who hears them. `hearers`: how many sessions hear a log on a connection now. */
export function bytesTold(effects: readonly Effect[], hearers: (log: LogKey) => number): number {
  let bytes = EVENT_BYTES;
  for (const effect of effects) bytes += bytesOf(effect, hearers);
  return bytes;
}

function bytesOf(effect: Effect, hearers: (log: LogKey) => number): number {
  const eventTo = (logs: readonly LogKey[]) =>
    EVENT_BYTES * logs.reduce((sum, log) => sum + hearers(log), 0);
  switch (effect.do) {
    case 'record': {
      const { event, log } = effect;
      const bytes = 'text' in event ? Buffer.byteLength(event.text ?? '') : 0;
      return (EVENT_BYTES + bytes) * (KEEPING_HEARERS + hearers(log));
    }
    case 'announce':
      return eventTo(effect.logs);
    case 'end':
      return TELL_BYTES + eventTo(effect.told);
    case 'tell':
      return TELL_BYTES + EVENT_BYTES * weight(effect);
    default:
      return 0;
  }
}
