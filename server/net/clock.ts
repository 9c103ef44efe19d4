/** The time of the whole server: what o'clock it is, how long something takes, and what is to happen later. */

/** Something that is to happen later, or not any more. */
export interface Alarm {
  cancel(): void;
}

/** The only source of time in `net/` and `hub/`. Specs pass one that they move by hand. */
export interface Clock {
  /** Milliseconds since 1970, as the machine believes: it may be put forward or back. */
  date(): number;
  /** Milliseconds of a clock that nobody can put back. */
  now(): number;
  /** Does something in so many milliseconds. That keeps no process alive. */
  after(milliseconds: number, act: () => void): Alarm;
  /** Does something when what has come meanwhile has been read. */
  soon(act: () => void): void;
}

/** The clock of this machine. */
export const machineClock: Clock = {
  date: () => Date.now(),
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds).unref();
    return { cancel: () => clearTimeout(timer) };
  },
  soon: (act) => void setImmediate(act),
};
