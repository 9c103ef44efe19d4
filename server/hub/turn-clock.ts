/**
 * When a turn is over, and whose lines are taken in the next one.
 *
 *     quiet ──▶ something is decided, or somebody has lines left ──▶ looking ──▶ over ──▶ quiet, or the next turn
 *
 * A turn is over when a look at the sockets has brought nothing new: at once when the server is idle, and after a few
 * looks when it is busy, so that more is told with one write. It is also over when its time is spent. An address whose
 * lines have taken much time rests for some turns.
 */
import type { Rate } from '../net/bucket.ts';
import type { Alarm, Clock } from '../net/clock.ts';
import { Queue, type Waiting } from './queue.ts';
import { type Causes, Shares } from './shares.ts';

/** A turn takes lines for this long; then their effects are told, and others are heard. */
const TURN_MS = 5;
/** A turn of the server goes on for at most this many further turns of the event loop. */
const MAX_LOOKS = 4;

interface TurnEvents {
  /** The turn is over: what was decided in it may be told, and committed. */
  over(): void;
  /** So much is held that nothing more may be decided. */
  readonly isFull: boolean;
}

/** Ends turns, and hands the next turn to connections that have lines left. It knows nothing of what is decided. */
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
  readonly #shares: Shares;
  /** Rings when the first of those that rest may go on. */
  #rest: Alarm | undefined;

  /** `share` says how many milliseconds an address may have in a second, and how many at once. */
  constructor(clock: Clock, share: Rate, events: TurnEvents) {
    this.#clock = clock;
    this.#events = events;
    this.#shares = new Shares(share);
  }

  /** No line of that address should be taken now: the turn's time is spent, or so much is held, or the address rests. */
  isOver(address: string): boolean {
    const now = this.#clock.now();
    return this.#isSpentBy(now) || this.#shares.rest(address, now) > 0;
  }

  get #isSpent(): boolean {
    return this.#isSpentBy(this.#clock.now());
  }

  #isSpentBy(now: number): boolean {
    return this.#events.isFull || (this.#isLooking && now - this.#began >= TURN_MS);
  }

  /** What came from an address has kept the server busy for so many milliseconds. */
  took(address: string, milliseconds: number): void {
    this.#shares.took(address, milliseconds, this.#clock.now());
  }

  /** To tell what these have caused took so many milliseconds. */
  told(milliseconds: number, causes: Causes): void {
    this.#shares.told(milliseconds, causes, this.#clock.now());
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
      if (this.#decided > before && looks < MAX_LOOKS && !this.#isSpent) {
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
    let next = this.#next();
    if (next === undefined) return this.#restAWhile();
    this.begin();
    for (; next !== undefined; next = this.#isSpent ? undefined : this.#next()) next.take();
    // Lines that come now from others have time of their own.
    this.#began = this.#clock.now();
  }

  #next(): Waiting | undefined {
    const now = this.#clock.now();
    return this.#queue.next((address) => this.#shares.rest(address, now) > 0);
  }

  /** All who have lines left rest. */
  #restAWhile(): void {
    const now = this.#clock.now();
    let least = Number.POSITIVE_INFINITY;
    for (const address of this.#queue.addresses) {
      least = Math.min(least, this.#shares.rest(address, now));
    }
    this.#rest?.cancel();
    this.#rest = this.#clock.after(least, () => this.begin());
  }
}
