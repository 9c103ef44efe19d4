/** The only clock of the server: the time of day, a monotonic time, and alarms. */

/** Something that will happen later, unless it is cancelled. */
export interface Alarm {
  cancel(): void;
}

/** The only source of time in `net/`, `hub/` and `store/`. Specs pass one that they move by hand. */
export interface Clock {
  /** Milliseconds since 1970 by the machine's clock, which may be put forward or back. */
  date(): number;
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Does something after some milliseconds. An alarm does not keep the process alive. */
  after(milliseconds: number, act: () => void): Alarm;
  /** Does something once the bytes that have arrived meanwhile are read. */
  soon(act: () => void): void;
}

/** The clock of this machine, in whichever thread. */
export const machineClock: Clock = {
  date: () => Date.now(),
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds).unref();
    return { cancel: () => clearTimeout(timer) };
  },
  soon: (act) => void setImmediate(act),
};
