/**
 * A simulated disk: turns are written, then synced. What is synced stays; what is only written survives the end of the
 * process, but perhaps not that of the machine. Each thing that it is asked to do waits until the scheduler ends it.
 */

import type { Clock } from '../../server/clock.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import type { Turn } from '../../server/store/store.ts';
import type { Durable } from '../history/checks/people.ts';
import type { Moment } from '../history/diary.ts';
import { Latest } from './latest.ts';

/**
 * How something ends that the disk was asked to do. refused: nothing was done, and it says so. kept and lost: a sync says
 * that it has failed; the turn is on the disk all the same, or it is not.
 */
export type Ending = 'well' | 'refused' | 'kept' | 'lost';

export interface Task {
  readonly what: 'recall' | 'write' | 'sync' | 'read' | 'last';
  end(ending: Ending): void;
}

/** What is on the disk for good, as it reads. */
class Image {
  readonly memory: MemoryStore;
  readonly latest = new Latest();
  turn = 0;

  constructor(clock: Clock) {
    this.memory = new MemoryStore(clock, Number.POSITIVE_INFINITY);
  }

  apply(turn: Turn): void {
    this.turn += 1;
    // It is done at once: nothing in it waits.
    void this.memory.append(turn);
    this.latest.apply(turn);
  }
}

export class Disk {
  image: Image;
  /** All that became durable, in its order. */
  readonly history: Durable[] = [];
  /** What waits to be ended, in the order in which it was asked for. */
  tasks: Task[] = [];
  /** Turns that are written and not synced, as text. */
  #unsynced: string[] = [];
  readonly #moment: () => Moment;
  readonly #clock: Clock;

  /** By the `clock` things become too old on it. */
  constructor(moment: () => Moment, clock: Clock) {
    this.#moment = moment;
    this.#clock = clock;
    this.image = new Image(clock);
  }

  /** The number of the last turn that was written. */
  get written(): number {
    return this.image.turn + this.#unsynced.length;
  }

  get unsynced(): number {
    return this.#unsynced.length;
  }

  write(turn: Turn): void {
    this.#unsynced.push(JSON.stringify(turn));
  }

  /** The last turn that was written is taken back. */
  takeBack(): void {
    this.#unsynced.pop();
  }

  sync(): void {
    for (const text of this.#unsynced.splice(0)) {
      const turn = JSON.parse(text) as Turn;
      this.image.apply(turn);
      this.history.push({ moment: this.#moment(), turn });
    }
  }

  /** The last turn that was synced is gone, as on a disk that lies. */
  forgetLast(): void {
    this.history.pop();
    this.image = new Image(this.#clock);
    for (const { turn } of this.history) this.image.apply(turn);
  }

  /** Whoever asked for something is gone; of what was not synced so many turns are left. */
  crash(left: number): void {
    this.tasks = [];
    this.#unsynced.splice(left);
    this.sync();
  }
}
