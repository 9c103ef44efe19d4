/**
 * Gives inputs their times, which never go back and never stand still: what is measured by them, such as how long somebody is
 * banned, has to end. Warns the operator when the machine's clock stands before the last event.
 */
import { iso } from '../../grammar/time.ts';
import type { Clock } from '../clock.ts';
import type { Time } from '../rooms/world/ids.ts';

/** The operator is not told of a clock that is corrected by less than this many milliseconds. */
const MIN_BEHIND_MS = 10_000;
/** While the clock is behind, time passes so much more slowly, so that the clock comes up with it. */
const SLOWNESS = 2;

/** Watches the machine's clock: warns once when it stands behind the last event, and once when it no longer does. */
export class ClockWatch {
  readonly #warn: (fact: string) => void;
  #isBehind = false;
  /** The latest time that it gave; and while the clock is behind, when that was by the monotonic one. */
  #latest = 0;
  #given: number | undefined;

  constructor(warn: (fact: string) => void) {
    this.#warn = warn;
  }

  /** The time of what happens now; `latest` is that of the last event. */
  timeOf(clock: Clock, latest: Time): Time {
    const date = clock.date();
    const before = Math.max(this.#latest, latest);
    this.#look(date, before);
    if (date >= before) this.#given = undefined;
    this.#latest = date >= before ? date : before + this.#passed(clock.now()) / SLOWNESS;
    return Math.floor(this.#latest);
  }

  /** How many milliseconds have passed since this was asked last, while the clock is behind. */
  #passed(now: number): number {
    const passed = now - (this.#given ?? now);
    this.#given = now;
    return passed;
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
