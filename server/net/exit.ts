/**
 * Lets those go whose peers have ended or broken their connections: when thousands do so at once, some in each turn of the
 * event loop, so that others are heard in between.
 */
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';

/** In a turn of the event loop they have this long, and then as long as the last of them takes. */
const TURN_MS = 2;
/** At most so much waits to be done for them. Then the oldest of it is done for each that comes. */
const MAX_WAITING = 50_000;

/** Does one thing after the other: at once while its turn of the event loop has time, or else in a later one. */
export class Exit {
  readonly #clock: Clock;
  /** What comes is added here. `#next` is turned round, so that the oldest is taken from its end. */
  #waiting: (() => void)[] = [];
  #next: (() => void)[] = [];
  /** Milliseconds of this turn of the event loop. */
  #spent = 0;
  #isTurning = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * From here on a socket whose peer breaks the connection is closed when it is its turn. That is known by an error of the system
   * call `read`, as Node makes it: with another one, and without one, it is closed at once. Only `_destroy` may put this off, and
   * since Node makes the sockets of a server, it is that of the socket, not of a class.
   */
  guard(socket: Socket): void {
    const destroy = socket._destroy;
    socket._destroy = (error, done) => {
      const close = () => destroy.call(socket, error, done);
      // Behind such an error nothing more is read. Of another socket Node might still read something, and would throw.
      if (error && 'syscall' in error && error.syscall === 'read') this.pass(close);
      else close();
    };
  }

  /** Does something for somebody who leaves, behind all that came before. */
  pass(act: () => void): void {
    const waiting = this.#waiting.length + this.#next.length;
    if (waiting === 0 && this.#spent < TURN_MS) this.#do(act);
    else this.#waiting.push(act);
    if (waiting >= MAX_WAITING) this.#doNext();
    if (!this.#isTurning) this.#clock.soon(this.#turn);
    this.#isTurning = true;
  }

  readonly #turn = (): void => {
    this.#spent = 0;
    while (this.#spent < TURN_MS && this.#doNext()) {}
    this.#isTurning = this.#spent > 0;
    if (this.#isTurning) this.#clock.soon(this.#turn);
  };

  /** False when nothing waits. */
  #doNext(): boolean {
    if (this.#next.length === 0) {
      this.#next = this.#waiting.reverse();
      this.#waiting = [];
    }
    const next = this.#next.pop();
    if (next) this.#do(next);
    return next !== undefined;
  }

  #do(act: () => void): void {
    const began = this.#clock.now();
    act();
    this.#spent += this.#clock.now() - began;
  }
}
