/**
 * A turn that is told: in parts, since what many are told is written later than what few are, and what waits for an earlier batch
 * later still. Whoever caused it is charged for the time that this takes.
 */

/** Charges somebody for the milliseconds that it took to tell what they caused. */
export type Charge = (milliseconds: number) => void;

const nobody: Charge = () => {};

/** What is to be known of a turn until all of it is written, but for who comes and goes while that waits. */
export class ToldTurn {
  /** For the time that it takes when the turn is over. */
  readonly charge: Charge;
  readonly #written: () => void;
  /** So many parts are not written; and one, until the turn is over. */
  #parts = 1;

  /** `written` is called when all of it is written. */
  constructor(charge = nobody, written = () => {}) {
    this.charge = charge;
    this.#written = written;
  }

  /** One more part of it is written later. */
  wait(): void {
    this.#parts += 1;
  }

  /** A part of it is written, or it is over. */
  partWritten(): void {
    this.#parts -= 1;
    if (this.#parts === 0) this.#written();
  }
}

/** Charges several turns in equal parts. */
export const together =
  (turns: readonly ToldTurn[]): Charge =>
  (milliseconds) => {
    for (const { charge } of turns) charge(milliseconds / turns.length);
  };
