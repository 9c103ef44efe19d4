/** How the server does at this moment, in figures. */
import type { Census } from '../hub/census.ts';
import type { Witness } from '../hub/witness.ts';
import { diskOf } from './disk.ts';
import { LoopDelay, looksAtLoop } from './loop-delay.ts';
import { type Counts, type Spread, Tally, type Timed } from './tally.ts';

/** All figures. Times are in milliseconds, `at` and `since` on the machine's clock. */
export interface Figures extends Census, Counts {
  readonly at: number;
  readonly since: number;
  readonly memoryBytes: number;
  readonly loopDelayMs: Spread;
  readonly diskFreeBytes?: number;
}

/**
 * Gives the figures of each moment that they are asked for. Counting begins with the first: from then on its tally is among
 * the `witnesses`. `directory`: where the data is.
 */
export function counting(
  witnesses: Witness[],
  now: () => number,
  directory?: string,
): (census: () => Census, timed?: Timed) => Figures {
  let begun: ReturnType<typeof begin> | undefined;
  return (census, timed) => {
    begun ??= begin(witnesses, now);
    const { tally, loop, since } = begun;
    if (timed) tally.timed = timed;
    const disk = directory === undefined ? undefined : diskOf(directory);
    return {
      at: Date.now(),
      since,
      ...census(),
      ...tally.counts,
      memoryBytes: process.memoryUsage.rss(),
      loopDelayMs: loop.spread,
      ...(disk && { diskFreeBytes: disk.free }),
    };
  };
}

function begin(witnesses: Witness[], now: () => number) {
  const tally = new Tally(now);
  witnesses.push(tally);
  return { tally, loop: new LoopDelay(now, looksAtLoop()), since: Date.now() };
}
