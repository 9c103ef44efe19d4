/** How late the event loop was in the last minute or two. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Spread } from './tally.ts';

/** A look at the event loop is due this often. */
const RESOLUTION_MS = 20;
/** After this time a new stretch of looks begins, and the last one still counts. */
const STRETCH_MS = 60_000;

/** How long the looks of a stretch came after one another, in nanoseconds. */
interface Looks {
  percentile(percent: number): number;
  readonly max: number;
  reset(): void;
}

/** Looks at the event loop from now on. */
export function looksAtLoop(): Looks {
  const looks = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  looks.enable();
  return looks;
}

/** How late it was in this stretch and the last one. `now` is in milliseconds that never go back. */
export class LoopDelay {
  readonly #now: () => number;
  readonly #looks: Looks;
  #began: number;
  #last: Spread = { p50: 0, p99: 0, max: 0 };

  constructor(now: () => number, looks: Looks) {
    this.#now = now;
    this.#looks = looks;
    this.#began = now();
  }

  /** The worse of both stretches. A stretch ends when somebody asks, so that each is told at least once. */
  get spread(): Spread {
    const looks = this.#looks;
    const { p50, p99, max } = this.#last;
    const current: Spread = {
      p50: late(looks.percentile(50)),
      p99: late(looks.percentile(99)),
      max: late(looks.max),
    };
    if (this.#now() - this.#began > STRETCH_MS) {
      this.#last = current;
      this.#began = this.#now();
      looks.reset();
    }
    return {
      p50: Math.max(p50, current.p50),
      p99: Math.max(p99, current.p99),
      max: Math.max(max, current.max),
    };
  }
}

const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
