/** A clock in the hand of a spec: its time stands still, and nothing that waits for a time happens before the spec lets it pass. */
import type { Alarm, Clock } from '../../server/clock.ts';

interface Set {
  readonly due: number;
  readonly act: () => void;
}

/** What o'clock it is when a spec begins. */
export const START = Date.UTC(2026, 10, 22, 12, 1);

export class HandClock implements Clock {
  #now = 0;
  #ahead = 0;
  readonly #alarms: Set[] = [];

  date(): number {
    return START + this.#now + this.#ahead;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, act: () => void): Alarm {
    const alarm = { due: this.#now + milliseconds, act };
    this.#alarms.push(alarm);
    // What is due at once needs no time to pass.
    if (milliseconds <= 0) setImmediate(() => this.pass(0));
    return { cancel: () => this.#drop(alarm) };
  }

  soon(act: () => void): void {
    setImmediate(act);
  }

  /** How much is to happen when its time comes. */
  get waiting(): number {
    return this.#alarms.length;
  }

  /** So many milliseconds pass: what is due in them happens, in the order of its time. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.due);
      this.#drop(next);
      next.act();
    }
    this.#now = end;
  }

  /** Somebody puts the date forward by so many milliseconds, or back. */
  turn(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  #next(end: number): Set | undefined {
    const due = this.#alarms.filter((alarm) => alarm.due <= end);
    return due.sort((one, other) => one.due - other.due)[0];
  }

  #drop(alarm: Set): void {
    const at = this.#alarms.indexOf(alarm);
    if (at >= 0) this.#alarms.splice(at, 1);
  }
}
