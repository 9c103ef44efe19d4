/**
 * When a turn is over, and whose lines are taken in the next one.
 *
 *     quiet ──▶ something is decided, or somebody has lines left ──▶ looking ──▶ over ──▶ quiet, or the next turn
 *
 * A turn is over when a look at the sockets has brought nothing new: at once when the server is idle, and after a few
 * looks when it is busy, so that more is told with one write. It is also over when its time is spent.
 */
import type { Clock } from '../net/clock.ts';
import { Queue, type Waiting } from './queue.ts';

/** For so many milliseconds lines are taken in a turn: then what they came to is told, and others are heard. */
const TURN_MS = 5;
/** So many more turns of the event loop may one turn of the server take. */
const MAX_LOOKS = 4;

export interface TurnEvents {
  /** The turn is over: what was decided in it may be told, and committed. */
  over(): void;
  /** So much is held that nothing more may be decided. */
  readonly isFull: boolean;
}

export class TurnClock {
  readonly #clock: Clock;
  readonly #events: TurnEvents;
  /** What weighs all that was decided since the start, now and when the last turn ended. */
  #decided = 0;
  #turned = 0;
  #isLooking = false;
  /** When this turn began to take lines. */
  #began = 0;
  /** Connections with lines left for the next turn. */
  readonly #queue = new Queue();

  constructor(clock: Clock, events: TurnEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** Nothing more should be read in this turn: its time is spent, or so much is held. */
  get isSpent(): boolean {
    if (this.#events.isFull) return true;
    return this.#isLooking && this.#clock.now() - this.#began >= TURN_MS;
  }

  /** Something was decided that weighs so much: it is told when this turn is over. */
  decided(weight: number): void {
    this.#decided += weight;
    this.begin();
  }

  /** Somebody has lines left: they are taken after this turn. */
  queue(waiting: Waiting): void {
    this.#queue.add(waiting);
    this.begin();
  }

  /** A turn begins, if none has. */
  begin(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#began = this.#clock.now();
    this.#look(this.#turned, 0);
  }

  #look(before: number, looks: number): void {
    this.#clock.soon(() => {
      if (this.#decided > before && looks < MAX_LOOKS && !this.isSpent) {
        return this.#look(this.#decided, looks + 1);
      }
      this.#isLooking = false;
      this.#turned = this.#decided;
      this.#events.over();
      if (!this.#events.isFull && !this.#queue.isEmpty) this.#takeLines();
    });
  }

  /** Who has lines left says a few of them in turn, for as long as there is time. */
  #takeLines(): void {
    this.begin();
    do this.#queue.next()?.take();
    while (!this.isSpent && !this.#queue.isEmpty);
    // Lines that come now from others have time of their own.
    this.#began = this.#clock.now();
  }
}
