/** Keeps one connection at its allowed pace: it pays once for each byte and line, and waits when it can't pay. */
import type { Alarm, Clock } from '../clock.ts';
import type { Allowance } from './allowance.ts';

/** Whoever waits while nothing can be paid. */
interface Waiting {
  /** A pause is over. */
  payable(): void;
}

/** Pays for bytes and lines out of an allowance, and sleeps when there is none left. */
export class Payer {
  /** Without an allowance there is no limit. */
  readonly #allowance: Allowance | undefined;
  readonly #clock: Clock;
  readonly #waiting: Waiting;
  /** Bytes that have arrived and are not paid for. */
  #owed = 0;
  /** The next line is paid for. */
  #isPaid = false;
  /** What its neighbours had been charged when it last paid. */
  #charged = 0;
  #pausing: Alarm | undefined;

  constructor(allowance: Allowance | undefined, clock: Clock, waiting: Waiting) {
    this.#allowance = allowance;
    this.#clock = clock;
    this.#waiting = waiting;
  }

  /** True while nothing may be taken. */
  get isPausing(): boolean {
    return this.#pausing !== undefined;
  }

  came(bytes: number): void {
    this.#owed += bytes;
  }

  /** It is one of this person's from here on, whose devices share an allowance; or nobody's. */
  belongTo(person: Allowance | undefined): void {
    this.#allowance?.belongTo(person);
  }

  /** Charges for work that its lines have caused: its next lines wait longer. */
  charge(commands: number): void {
    this.#allowance?.charge(commands, this.#clock.now());
  }

  /** Pays for the bytes that have arrived. False when their lines have to wait. */
  payForBytes(): boolean {
    const owed = this.#owed;
    this.#owed = 0;
    return owed === 0 || this.#mayGoOn(this.#allowance?.spend('bytes', owed, this.#clock.now()));
  }

  /**
   * Pays for the next line, once. False when the line has to wait, since this connection or its address has spent too much.
   * A line that waited is paid for already; it waits again only for what its address was charged meanwhile.
   */
  payForLine(): boolean {
    const allowance = this.#allowance;
    if (allowance === undefined) return true;
    const before = this.#charged;
    this.#charged = allowance.charged;
    if (this.#isPaid) return this.#mayGoOn(this.#charged - before);
    this.#isPaid = true;
    return this.#mayGoOn(allowance.spend('commands', 1, this.#clock.now()));
  }

  /** Notes that the line that was paid for is taken. */
  took(): void {
    this.#isPaid = false;
  }

  /** Cancels the end of a pause. */
  stop(): void {
    this.#pausing?.cancel();
    this.#pausing = undefined;
  }

  #mayGoOn(wait = 0): boolean {
    if (wait === 0) return true;
    this.#pausing ??= this.#clock.after(wait, () => {
      this.#pausing = undefined;
      this.#waiting.payable();
    });
    return false;
  }
}
