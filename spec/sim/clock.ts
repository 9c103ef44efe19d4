/** The clock of one run of a simulated server. Time stands still until it is told to pass; alarms die with their server. */
import type { Alarm, Clock } from '../../server/clock.ts';
import type { Mortal } from './mortal.ts';

/** What o'clock it is when a world begins. */
const START = Date.UTC(2026, 10, 26, 12);

/** The time of a world, which goes on when a server dies. */
export interface Time {
  /** In milliseconds since the world began. */
  elapsed: number;
  /** So many milliseconds somebody has put the date forward, or back. */
  ahead: number;
}

interface Due {
  readonly at: number;
  readonly act: () => void;
}

export class SimClock implements Clock {
  readonly #time: Time;
  readonly #life: Mortal;
  /** By when they are due; those of the same time in the order in which they were set. */
  readonly #alarms: Due[] = [];
  #soon: (() => void)[] = [];

  constructor(time: Time, life: Mortal) {
    this.#time = time;
    this.#life = life;
  }

  date(): number {
    return START + this.#time.elapsed + this.#time.ahead;
  }

  now(): number {
    return this.#time.elapsed;
  }

  after(milliseconds: number, act: () => void): Alarm {
    const alarm = { at: this.#time.elapsed + milliseconds, act };
    const place = this.#alarms.findIndex(({ at }) => at > alarm.at);
    this.#alarms.splice(place < 0 ? this.#alarms.length : place, 0, alarm);
    return {
      cancel: () => {
        const at = this.#alarms.indexOf(alarm);
        if (at >= 0) this.#alarms.splice(at, 1);
      },
    };
  }

  soon(act: () => void): void {
    this.#soon.push(act);
  }

  /** Something is to be done in the next turn of the event loop. */
  get isBusy(): boolean {
    return this.#soon.length > 0;
  }

  /** One turn of the event loop. */
  turn(): void {
    const acts = this.#soon;
    this.#soon = [];
    for (const act of acts) if (!this.#life.isDead) act();
  }

  /** Time has passed: what is due happens. */
  ring(): void {
    while ((this.#alarms[0]?.at ?? Number.POSITIVE_INFINITY) <= this.#time.elapsed) {
      const alarm = this.#alarms.shift();
      if (!this.#life.isDead) alarm?.act();
    }
  }
}
