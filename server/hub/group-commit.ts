/**
 * Group commit: while the store is slow and the server busy, a commit waits a little for more inputs, since those who were
 * just told are about to answer. One commit for all of them costs less than two, as does one write to each reader.
 */
import type { Alarm, Clock } from '../clock.ts';

/** Only after a turn of so many inputs is there anything to gain. */
const MIN_GROUPED_INPUTS = 16;
/** A commit waits at most so many times as long as the last one took, and at most so long. */
const COMMITS_WAITED = 3;
const MAX_DELAY_MS = 10;
/** When so long a time has brought no input, the commit waits no longer. Nor does it behind one that took less than this. */
const LOOK_MS = 1;

/** Says how long the next commit waits for as many inputs as the last turn had. */
export class GroupCommit {
  readonly #clock: Clock;
  readonly #over: () => void;
  /** As many inputs as the last turn had end the delay. */
  #wanted = 0;
  #until = Number.NEGATIVE_INFINITY;
  #inputs = 0;
  #look: Alarm | undefined;

  /** `over` is called when a commit has waited long enough. */
  constructor(clock: Clock, over: () => void) {
    this.#clock = clock;
    this.#over = over;
  }

  /** A turn was committed and told: it had so many inputs, and its commit took so many milliseconds. */
  begin(inputs: number, took: number): void {
    this.#wanted = inputs < MIN_GROUPED_INPUTS || took < LOOK_MS ? 0 : inputs;
    this.#until = this.#clock.now() + Math.min(took * COMMITS_WAITED, MAX_DELAY_MS);
  }

  /** True when a turn of so many inputs should wait for more. */
  delays(inputs: number): boolean {
    this.#inputs = inputs;
    if (inputs >= this.#wanted || this.#clock.now() >= this.#until) return false;
    this.#look ??= this.#lookFor(inputs);
    return true;
  }

  /** The turn is committed, however long it has waited. */
  end(): void {
    this.#look?.cancel();
    this.#look = undefined;
    this.#wanted = 0;
  }

  #lookFor(before: number): Alarm {
    return this.#clock.after(LOOK_MS, () => {
      if (this.#inputs > before && this.#clock.now() < this.#until) {
        this.#look = this.#lookFor(this.#inputs);
      } else this.#over();
    });
  }
}
