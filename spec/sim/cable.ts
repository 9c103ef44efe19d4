/** A simulated connection: bytes on their way in both directions, which the scheduler carries as far as it likes. */
import { Buffer } from 'node:buffer';
import type { Transport, TransportEvents } from '../../server/net/transport.ts';
import type { Moment } from '../history/diary.ts';
import type { SimClock } from './clock.ts';
import type { Mortal } from './mortal.ts';

/** Bytes that left one end at a moment. */
interface Piece {
  readonly bytes: Buffer;
  readonly moment: Moment;
}

/** One direction. */
class Pipe {
  #pieces: Piece[] = [];
  length = 0;
  /** Of all bytes that were put in, so many have come out. */
  carried = 0;

  put(bytes: Buffer, moment: Moment): void {
    this.#pieces.push({ bytes, moment });
    this.length += bytes.length;
  }

  /** At most so many bytes, cut where one end has written. */
  take(most: number): Piece | undefined {
    const [first] = this.#pieces;
    if (first === undefined) return undefined;
    const { bytes, moment } = first;
    const count = Math.min(most, bytes.length);
    if (count === bytes.length) this.#pieces.shift();
    else this.#pieces[0] = { bytes: bytes.subarray(count), moment };
    this.length -= count;
    this.carried += count;
    return { bytes: bytes.subarray(0, count), moment };
  }

  /** All but the first so many bytes are lost. */
  tear(left: number): void {
    const all = Buffer.concat(this.#pieces.map(({ bytes }) => bytes)).subarray(0, left);
    const moment = this.#pieces[0]?.moment ?? 0;
    this.#pieces = all.length > 0 ? [{ bytes: all, moment }] : [];
    this.length = all.length;
  }
}

/** What the client's end is told. */
export interface ClientEvents {
  /** Bytes that the server handed over at a moment. */
  heard(bytes: Buffer, told: Moment): void;
  closed(): void;
}

interface CableMeans {
  readonly life: Mortal;
  readonly clock: SimClock;
  readonly moment: () => Moment;
}

/** So much waits until no more is taken, in bytes. */
const CHOKED_BYTES = 2048;
/** Each byte that waits counts as so many: little is said here, and readers fall behind all the same. */
const WAITING_FACTOR = 100;

export class Cable implements Transport {
  readonly address: string;
  readonly isPrivate = true;
  readonly mayBeginTls = false;
  readonly certificate = undefined;
  readonly #means: CableMeans;
  readonly #client: ClientEvents;
  readonly #up = new Pipe();
  readonly #down = new Pipe();
  readonly #whenClosed = Promise.withResolvers<void>();
  #events: TransportEvents | undefined;
  #isPaused = false;
  #isChoked = false;
  /** The server writes no more. */
  #isEnding = false;
  /** The server's end is closed; it learns that in its next turn. */
  #isClosed = false;
  /** How the client has left; its last bytes are still on their way. */
  #left: 'in order' | 'reset' | undefined;
  #hasHeardEnd = false;
  #isDone = false;

  constructor(address: string, means: CableMeans, client: ClientEvents) {
    this.address = address;
    this.#means = means;
    this.#client = client;
  }

  /** Nothing can happen here any more, at either end. */
  get isDone(): boolean {
    return this.#isDone;
  }

  // The client's end.

  send(text: string): void {
    if (this.#left === undefined) this.#up.put(Buffer.from(text), this.#means.moment());
  }

  /** The client is gone. So many bytes of what it has sent still arrive. */
  leave(how: 'in order' | 'reset', arriving: number): void {
    if (this.#left !== undefined) return;
    this.#left = how;
    this.#up.tear(arriving);
    this.#down.tear(0);
    if (this.#isClosed || this.#means.life.isDead) this.#isDone = true;
  }

  // The scheduler.

  /** Something can be carried to the server. */
  get goesUp(): boolean {
    if (this.#isClosed || this.#means.life.isDead || this.#events === undefined) return false;
    if (this.#isEnding) return this.#left !== undefined || this.#down.length === 0;
    return (
      !this.#isPaused && (this.#up.length > 0 || (this.#left !== undefined && !this.#hasHeardEnd))
    );
  }

  /** Something can be carried to the client. */
  get goesDown(): boolean {
    if (this.#left !== undefined) return false;
    return this.#down.length > 0 || this.#isOver;
  }

  get upLength(): number {
    return this.#up.length;
  }

  get downLength(): number {
    return this.#down.length;
  }

  carryUp(most: number): void {
    if (!this.goesUp) return;
    if (this.#isEnding) return this.#close();
    const piece = this.#up.take(most);
    if (piece) return this.#events?.received(piece.bytes);
    this.#hasHeardEnd = true;
    if (this.#left === 'reset') this.#close();
    else this.#events?.ended();
  }

  carryDown(most: number): void {
    if (!this.goesDown) return;
    const piece = this.#down.take(most);
    if (piece) this.#client.heard(piece.bytes, piece.moment);
    if (this.#down.length > 0) return;
    if (this.#isOver) {
      this.#left ??= 'in order';
      if (this.#isClosed || this.#means.life.isDead) this.#isDone = true;
      this.#client.closed();
    } else if (this.#isChoked && !this.#means.life.isDead) {
      this.#isChoked = false;
      this.#events?.drained();
    }
  }

  /** The server tells nothing more. */
  get #isOver(): boolean {
    return this.#isEnding || this.#isClosed || this.#means.life.isDead;
  }

  // The server's end.

  open(events: TransportEvents): void {
    this.#events = events;
  }

  turnAway(bytes: Buffer): void {
    this.write(bytes);
    this.end();
  }

  get unread(): number {
    return 0;
  }

  get waiting(): number {
    return this.#down.length * WAITING_FACTOR;
  }

  get isChoked(): boolean {
    return this.#isChoked;
  }

  get taken(): number {
    return this.#down.carried;
  }

  write(bytes: Buffer): boolean {
    if (this.#isEnding || this.#isClosed || !this.#means.life.acts()) return false;
    if (this.#left !== undefined) return false;
    this.#down.put(bytes, this.#means.moment());
    if (this.#down.length > CHOKED_BYTES) this.#isChoked = true;
    return !this.#isChoked;
  }

  cork(): void {}

  uncork(): void {}

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
  }

  end(): void {
    this.#isEnding = true;
  }

  cut(): void {
    if (this.#isClosed || !this.#means.life.acts()) return;
    this.#down.tear(0);
    this.#close();
  }

  closed(): Promise<void> {
    return this.#whenClosed.promise;
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#left !== undefined) this.#isDone = true;
    this.#means.clock.soon(() => {
      this.#whenClosed.resolve();
      this.#events?.closed();
    });
  }
}
