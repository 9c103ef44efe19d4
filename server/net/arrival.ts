/** How a connection begins: it may shake hands; its first line, or its silence, picks the door; then it is greeted. */
import type { Door } from '../doors/door.ts';
import type { Alarm, Clock } from './clock.ts';
import type { Line } from './lines.ts';
import type { Speech } from './speech.ts';

/** A connection that sends nothing for this long is greeted as `plain`. */
export const GREETING_DELAY_MS = 300;
/**
 * Where TLS may begin, which nothing may be said before: a first packet that was lost comes again after a second (RFC 6298), and
 * a program on a busy machine is as late.
 */
export const TLS_GREETING_DELAY_MS = 1500;

/** What somebody who arrives asks for. */
interface ArrivalEvents {
  /** They have been silent for long enough: it is time to call `greet` of the arrival. */
  silent(): void;
  /** True when this turn has no time left to greet anybody. */
  isBusy(): boolean;
  /** They are to be greeted in the next turn. */
  unfinished(): void;
  /** Their next line, which stays the next one. */
  peek(): Line | undefined;
  /** The door is chosen, and they are to be greeted. Told once. */
  opened(): void;
  /** They were greeted before their first line, which asks for this format. */
  reformatted(format: NonNullable<Door['format']>): void;
  /** A handshake begins. False when there are too many: then it has not begun. */
  mayBeginHandshake(): boolean;
  /** It has ended, or was broken off. */
  handshakeEnded(isDone: boolean): void;
}

/** One connection until it is greeted. */
export class Arrival {
  readonly #clock: Clock;
  readonly #speech: Speech;
  readonly #events: ArrivalEvents;
  #silence: Alarm | undefined;
  #isInHandshake = false;
  #isLate = false;
  #isOpened = false;

  constructor(clock: Clock, speech: Speech, events: ArrivalEvents) {
    this.#clock = clock;
    this.#speech = speech;
    this.#events = events;
  }

  /** True once it was to be greeted. */
  get isOpened(): boolean {
    return this.#isOpened;
  }

  /** Waits for silence; longer where TLS may yet begin. */
  wait(mayBeginTls: boolean): void {
    const delay = mayBeginTls ? TLS_GREETING_DELAY_MS : GREETING_DELAY_MS;
    // Bytes that came while the server was busy are received first.
    this.#silence = this.#clock.after(delay, () =>
      this.#clock.soon(() => {
        this.#isLate = !this.#isInHandshake;
        if (this.#isLate) this.#events.silent();
      }),
    );
  }

  /** True when they should have been greeted by now. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** Greets those who were silent for long, in this turn or in the next one. If their first line waits for its turn, it picks the door. */
  greet(): void {
    if (this.#events.isBusy()) return this.#events.unfinished();
    this.#isLate = false;
    if (this.#isOpened) return;
    const next = this.#events.peek();
    if (!next) this.#open();
    else if (!this.#speech.isForged(next)) this.choose(next);
  }

  /**
   * The first line picks the door. True when the line has to wait until its session is open. A connection that was silent
   * for long has a session already; it changes its format to that door's.
   */
  choose(line: Line): boolean {
    const door = this.#speech.choose(line);
    if (this.#isOpened) {
      const format = door?.format;
      if (format && format !== this.#speech.reads.name) this.#events.reformatted(format);
      return false;
    }
    if (door) this.#speech.use(door);
    this.#open();
    return true;
  }

  /** A handshake begins, unless there are too many, or somebody who was greeted already speaks lines. */
  beginHandshake(): boolean {
    if (this.#isOpened) return false;
    if (this.#isInHandshake) return true;
    if (!this.#events.mayBeginHandshake()) return false;
    this.#isInHandshake = true;
    this.stop();
    return true;
  }

  /** A handshake ends, if there is one: it is done, or it came to nothing. */
  endHandshake(isDone: boolean): void {
    if (this.#isInHandshake) this.#events.handshakeEnded(isDone);
    this.#isInHandshake = false;
  }

  /** Waits for silence no more. */
  stop(): void {
    this.#silence?.cancel();
    this.#silence = undefined;
    this.#isLate = false;
  }

  #open(): void {
    this.stop();
    this.#isOpened = true;
    this.#events.opened();
  }
}
