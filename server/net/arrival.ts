/** How a connection begins: it may shake hands; its first line, or its silence, picks the door; then it is greeted. */
import type { Alarm, Clock } from '../clock.ts';
import type { Door } from '../doors/door.ts';
import type { Line } from './lines.ts';
import type { Speech } from './speech.ts';

/** A connection that sends nothing for this long is greeted as `plain`. */
export const GREETING_DELAY_MS = 300;
/**
 * Where TLS may begin, which nothing may be said before: a first packet that was lost comes again after a second (RFC 6298), and
 * a program on a busy machine is as late.
 */
export const TLS_GREETING_DELAY_MS = 1500;

/** What somebody who arrives asks for: one table for all of them. */
export interface ArrivalEvents<Who> {
  /** They have been silent for long enough: it is time to call `greet` of the arrival. */
  silent(who: Who): void;
  /** True when this turn has no time left to greet anybody. */
  isBusy(who: Who): boolean;
  /** They are to be greeted in the next turn. */
  unfinished(who: Who): void;
  /** Their next line, which stays the next one. */
  peek(who: Who): Line | undefined;
  /** The door is chosen, and they are to be greeted. Told once. */
  opened(who: Who): void;
  /** They were greeted before their first line, which asks for this format. */
  reformatted(who: Who, format: NonNullable<Door['format']>): void;
  /** A handshake begins. False when there are too many: then it has not begun. */
  mayBeginHandshake(who: Who): boolean;
  /** It has ended, or was broken off. */
  handshakeEnded(who: Who, isDone: boolean): void;
}

/** One connection until it is greeted. */
export class Arrival<Who> {
  readonly #who: Who;
  readonly #clock: Clock;
  readonly #speech: Speech;
  readonly #events: ArrivalEvents<Who>;
  #silence: Alarm | undefined;
  #isInHandshake = false;
  #isLate = false;
  #isOpened = false;

  constructor(who: Who, clock: Clock, speech: Speech, events: ArrivalEvents<Who>) {
    this.#who = who;
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
        if (this.#isLate) this.#events.silent(this.#who);
      }),
    );
  }

  /** True when they should have been greeted by now. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** Greets those who were silent for long, in this turn or in the next one. If their first line waits for its turn, it picks the door. */
  greet(): void {
    if (this.#events.isBusy(this.#who)) return this.#events.unfinished(this.#who);
    this.#isLate = false;
    if (this.#isOpened) return;
    const next = this.#events.peek(this.#who);
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
      if (format && format !== this.#speech.reads.name) this.#events.reformatted(this.#who, format);
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
    if (!this.#events.mayBeginHandshake(this.#who)) return false;
    this.#isInHandshake = true;
    this.stop();
    return true;
  }

  /** A handshake ends, if there is one: it is done, or it came to nothing. */
  endHandshake(isDone: boolean): void {
    if (this.#isInHandshake) this.#events.handshakeEnded(this.#who, isDone);
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
    this.#events.opened(this.#who);
  }
}
