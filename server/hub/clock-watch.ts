/** Warns the operator when the machine's clock stands before the last event: event times then stand still. */
import { iso } from '../../grammar/time.ts';
import type { Time } from '../rooms/world/ids.ts';

/** The operator is not told of a clock that is corrected by less than this many milliseconds. */
const MIN_BEHIND_MS = 10_000;

/** Warns once when the machine's clock stands behind the last event, and once when it no longer does. */
export class ClockWatch {
  readonly #warn: (fact: string) => void;
  #isBehind = false;

  constructor(warn: (fact: string) => void) {
    this.#warn = warn;
  }

  /** Compares the clock's time (`date`) with the latest time that it ever gave (`latest`). Warns once, and once more when it is over. */
  look(date: Time, latest: Time): void {
    const behind = latest - date;
    if (!this.#isBehind && behind >= MIN_BEHIND_MS) {
      this.#isBehind = true;
      this.#warn(
        `the clock says ${iso(date)}, and something was said at ${iso(latest)} already: until then everything has that time`,
      );
    } else if (this.#isBehind && behind <= 0) {
      this.#isBehind = false;
      this.#warn(`the clock has come to ${iso(date)}: what is said has its own time again`);
    }
  }
}
