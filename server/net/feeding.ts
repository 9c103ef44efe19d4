/** Hands readers that are behind what they can take: for a few milliseconds in each turn of the event loop. */
import type { Clock } from '../clock.ts';

/** For so many milliseconds of a turn readers are fed. */
const FEEDING_MS = 2;

/** A reader that is behind. */
export interface Behind {
  /** Hands over a little. True when it can be handed more at once. */
  pump(): boolean;
}

/** The readers that are behind and can be handed something; they take turns. */
export class Feeding {
  readonly #clock: Clock;
  /** Asks for a further turn. */
  readonly #goOn: () => void;
  readonly #behind = new Set<Behind>();
  /** For so many milliseconds readers were fed in this turn. */
  #fed = 0;

  constructor(clock: Clock, goOn: () => void) {
    this.#clock = clock;
    this.#goOn = goOn;
  }

  add(reader: Behind): void {
    this.#behind.add(reader);
  }

  /** Another turn of the event loop has begun: there is time again. */
  beginTurn(): void {
    this.#fed = 0;
  }

  /** Feeds them while this turn has time for it. */
  feed(): void {
    if (this.#behind.size === 0) return;
    let now = this.#clock.now();
    for (const reader of this.#behind) {
      if (this.#fed >= FEEDING_MS) break;
      this.#behind.delete(reader);
      if (reader.pump()) this.#behind.add(reader);
      const began = now;
      now = this.#clock.now();
      this.#fed += now - began;
    }
    this.#goOn();
  }
}
