/** How the server does at this moment, in figures. */
import type { Clock } from '../clock.ts';
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
  clock: Clock,
  directory?: string,
): (census: () => Census, timed?: Timed) => Figures {
  let begun: ReturnType<typeof begin> | undefined;
  return (census, timed) => {
    begun ??= begin(witnesses, clock);
    const { tally, loop, since } = begun;
    if (timed) tally.timed = timed;
    const disk = directory === undefined ? undefined : diskOf(directory);
    return {
      at: clock.date(),
      since,
      ...census(),
      ...tally.counts,
      memoryBytes: process.memoryUsage.rss(),
      loopDelayMs: loop.spread,
      ...(disk && { diskFreeBytes: disk.free }),
    };
  };
}

function begin(witnesses: Witness[], clock: Clock) {
  const tally = new Tally(() => clock.now());
  witnesses.push(tally);
  return { tally, loop: new LoopDelay(() => clock.now(), looksAtLoop()), since: clock.date() };
}
