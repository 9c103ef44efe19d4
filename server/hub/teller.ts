/** Tells what is told together, and knows how much of it is under way to those who are told it in later portions. */
import type { Clock } from '../clock.ts';
import type { Batches } from '../net/batches.ts';
import { ToldTurn } from '../net/told-turn.ts';
import type { Performer } from './performer.ts';
import type { Causes } from './shares.ts';
import type { Telling } from './telling.ts';
import { MAX_UNDER_WAY_BYTES } from './turn-limits.ts';

/** Who performs effects, and what writes what they tell at the end of the turn. */
export interface TellerMeans extends Pick<Performer, 'perform'> {
  readonly batches: Pick<Batches, 'flush' | 'isUnderWay'>;
}

/** What comes of telling. */
export interface TellerEvents {
  /** Charges the causes for the milliseconds that it took to tell their effects. */
  charge(milliseconds: number, causes: Causes): void;
  /** So much is told that lines may be taken again. */
  relieved(): void;
  /** A mistake of ours: effects can't be told. */
  broken(error: unknown): void;
}

/** Tells in order, until it is closed. */
export class Teller {
  readonly #performer: TellerMeans;
  readonly #clock: Clock;
  readonly #events: TellerEvents;
  /** How many bytes are told and not written to all whom they concern, about. */
  #underWay = 0;
  #isClosed = false;

  constructor(performer: TellerMeans, clock: Clock, events: TellerEvents) {
    this.#performer = performer;
    this.#clock = clock;
    this.#events = events;
  }

  /** True while something that many are told is not written to all of them. */
  get isTelling(): boolean {
    return this.#performer.batches.isUnderWay;
  }

  /** True while so much is under way that nothing more may be decided. */
  get isFull(): boolean {
    return this.#underWay >= MAX_UNDER_WAY_BYTES;
  }

  /**
   * Tells effects; `told` is called when all of it is written. An exception here is a mistake of ours. Later effects might
   * be wrong, too, so nothing more is told.
   */
  tell({ effects: all, causes, bytes }: Telling, told?: () => void): void {
    if (this.#isClosed) return;
    const began = this.#clock.now();
    this.#underWay += bytes;
    try {
      for (const effects of all) this.#performer.perform(effects);
      this.#performer.batches.flush(
        new ToldTurn(
          (milliseconds) => this.#events.charge(milliseconds, causes),
          () => {
            told?.();
            this.#arrived(bytes);
          },
        ),
      );
    } catch (error) {
      this.#events.broken(error);
    }
    this.#events.charge(this.#clock.now() - began, causes);
  }

  /** Tells nothing any more. */
  close(): void {
    this.#isClosed = true;
  }

  #arrived(bytes: number): void {
    const wasFull = this.isFull;
    this.#underWay -= bytes;
    if (wasFull && !this.isFull) this.#events.relieved();
  }
}
