/**
 * Gives inputs their times, which never go back and never stand still: what is measured by them, such as how long somebody is
 * banned, has to end. Warns the operator when the machine's clock stands before the last event.
 */
import { iso } from '../../grammar/time.ts';
import type { Time } from '../rooms/world/ids.ts';

/** The operator is not told of a clock that is corrected by less than this many milliseconds. */
const MIN_BEHIND_MS = 10_000;
/** While the clock is behind, time passes so much more slowly, so that the clock comes up with it. */
const SLOWNESS = 2;

/** Watches the machine's clock: warns once when it stands behind the last event, and once when it no longer does. */
export class ClockWatch {
  readonly #warn: (fact: string) => void;
  #isBehind = false;
  /** The latest time that it gave, and when that was by the monotonic clock. */
  #latest = 0;
  #given = 0;

  constructor(warn: (fact: string) => void) {
    this.#warn = warn;
  }

  /** The time of what happens when the clock says `date`, and the monotonic one `now`; `latest` is that of the last event. */
  timeOf(date: Time, latest: Time, now: number): Time {
    const before = Math.max(this.#latest, latest);
    this.#look(date, before);
    const passed = Math.max(0, now - this.#given) / SLOWNESS;
    this.#given = now;
    this.#latest = date >= before ? date : before + passed;
    return Math.floor(this.#latest);
  }

  #look(date: Time, latest: Time): void {
    const behind = latest - date;
    if (!this.#isBehind && behind >= MIN_BEHIND_MS) {
      this.#isBehind = true;
      this.#warn(
        `the clock says ${iso(date)}, and something was said at ${iso(latest)} already: until it has come up with that, times pass half as fast`,
      );
    } else if (this.#isBehind && behind <= 0) {
      this.#isBehind = false;
      this.#warn(`the clock has come to ${iso(date)}: what is said has its own time again`);
    }
  }
}
