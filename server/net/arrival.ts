/** How a connection begins: it is greeted when it has been silent for a while, and not in the middle of a handshake. */
import type { Alarm, Clock } from './clock.ts';

/** A connection that sends nothing for this long is greeted as `plain`. */
export const GREETING_DELAY_MS = 300;
/** Where TLS may come from another machine: a first packet that was lost comes again after a second (RFC 6298). */
export const TLS_GREETING_DELAY_MS = 1500;

/** What somebody who arrives asks for. */
interface ArrivalEvents {
  /** They have been silent for long enough: it is time to call `greet` of the arrival. */
  silent(): void;
  /** True when this turn has no time left to greet anybody. */
  isBusy(): boolean;
  /** They are to be greeted in the next turn. */
  unfinished(): void;
  greet(): void;
  /** A handshake begins. False when there are too many: then it has not begun. */
  mayShakeHands(): boolean;
  /** It has ended, or was broken off. */
  haveShakenHands(isDone: boolean): void;
}

/** Waits for the first line, or for silence. */
export class Arrival {
  readonly #clock: Clock;
  readonly #events: ArrivalEvents;
  #silence: Alarm | undefined;
  #isShaking = false;
  #isLate = false;

  constructor(clock: Clock, events: ArrivalEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** Waits for silence; longer where it may yet become private. */
  wait(mayBecomePrivate: boolean): void {
    const delay = mayBecomePrivate ? TLS_GREETING_DELAY_MS : GREETING_DELAY_MS;
    // Bytes that came while the server was busy are received first.
    this.#silence = this.#clock.after(delay, () =>
      this.#clock.soon(() => {
        this.#isLate = !this.#isShaking;
        if (this.#isLate) this.#events.silent();
      }),
    );
  }

  /** True when they should have been greeted by now. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** Greets them, in this turn or in the next one. */
  greet(): void {
    if (this.#events.isBusy()) return this.#events.unfinished();
    this.#isLate = false;
    this.#events.greet();
  }

  /** A handshake begins, unless there are too many. */
  beginHandshake(): boolean {
    if (this.#isShaking) return true;
    if (!this.#events.mayShakeHands()) return false;
    this.#isShaking = true;
    this.stop();
    return true;
  }

  /** A handshake ends, if there is one: it is done, or it came to nothing. */
  endHandshake(isDone: boolean): void {
    if (this.#isShaking) this.#events.haveShakenHands(isDone);
    this.#isShaking = false;
  }

  /** Waits for silence no more. */
  stop(): void {
    this.#silence?.cancel();
    this.#silence = undefined;
    this.#isLate = false;
  }
}
