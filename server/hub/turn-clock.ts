/**
 * Says when a turn is over.
 *
 *     quiet ──▶ something is decided, or somebody has lines left ──▶ looking ──▶ over ──▶ quiet, or the next turn
 *
 * A turn is over when a look at the sockets has brought nothing new: at once when the server is idle, and after a few
 * looks when it is busy, so that more is told with one write. It is also over when its time is spent. The next one begins with
 * what the run queue holds.
 */
import type { Alarm, Clock } from '../clock.ts';
import type { Task } from '../net/fair-queue.ts';
import type { RunQueue } from './run-queue.ts';
import { TURN_MS } from './turn-limits.ts';

/** A turn of the server goes on for at most this many further turns of the event loop. */
const MAX_LOOKS = 4;

interface TurnEvents {
  /** The turn is over: its effects may be committed and told. */
  over(): void;
  /** True when so much is held that nothing more may be decided. */
  isFull(): boolean;
}

/** Ends turns, and hands the next one to those who wait. It knows nothing of what is decided. */
export class TurnClock {
  readonly #clock: Clock;
  readonly #queue: RunQueue;
  readonly #events: TurnEvents;
  /** How many effects were decided since the start: now, and when the last turn ended. */
  #decided = 0;
  #turned = 0;
  #isLooking = false;
  /** When this turn began to take lines. */
  #began = 0;
  /** Rings when the first address that rests may go on. */
  #rest: Alarm | undefined;

  constructor(clock: Clock, queue: RunQueue, events: TurnEvents) {
    this.#clock = clock;
    this.#queue = queue;
    this.#events = events;
  }

  /** True when no line of an address should be taken now: the turn's time is spent, too much is held, or the address rests. */
  isOver(address: string): boolean {
    const now = this.#clock.now();
    return this.#isSpent(now) || this.#queue.rests(address, now);
  }

  /** True when somebody may come or go in this turn: it has time left, and not too many have done so. */
  get mayCross(): boolean {
    return this.#queue.mayCross && !this.#isSpent();
  }

  /** True when somebody may come or go, and nobody waits to do so. */
  get isClear(): boolean {
    return this.mayCross && this.#queue.isClear;
  }

  #isSpent(now = this.#clock.now()): boolean {
    const isLate = this.#isLooking && now - this.#began >= TURN_MS;
    return isLate || this.#events.isFull();
  }

  /** Notes so many effects of a decision, which are told when this turn is over. */
  decided(effects: number): void {
    this.#decided += effects;
    this.begin();
  }

  /** What is left for the next turn, such as the lines of a connection, is taken in it or in a later one. */
  queue(task: Task): void {
    this.#queue.add(task);
    this.begin();
  }

  /** Somebody comes or goes as soon as a turn has room for them. */
  cross(task: Task): void {
    this.#queue.addCrossing(task);
    this.begin();
  }

  /** Begins a turn, unless one has begun. */
  begin(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#began = this.#clock.now();
    this.#look(this.#turned, 0);
  }

  #look(before: number, looks: number): void {
    this.#clock.soon(() => {
      if (this.#decided > before && looks < MAX_LOOKS && !this.#isSpent()) {
        return this.#look(this.#decided, looks + 1);
      }
      this.#isLooking = false;
      this.#turned = this.#decided;
      this.#events.over();
      if (!this.#events.isFull()) this.#takeNext();
    });
  }

  /** Takes what is next in the queue, while there is time. */
  #takeNext(): void {
    let next = this.#queue.next();
    if (next === undefined) return this.#restAWhile();
    this.begin();
    for (; next !== undefined; next = this.#isSpent() ? undefined : this.#queue.next()) {
      this.#queue.take(next);
    }
    // Lines that come from others now have time of their own.
    this.#began = this.#clock.now();
  }

  /** All addresses that have lines left rest, or wait until others are told. */
  #restAWhile(): void {
    const rest = Math.max(0, this.#queue.restsUntil - this.#clock.now());
    this.#rest?.cancel();
    this.#rest =
      rest === Number.POSITIVE_INFINITY ? undefined : this.#clock.after(rest, () => this.begin());
  }
}
