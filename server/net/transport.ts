/** Carries the bytes of a connection. The first bytes say which carrier they need, before there are lines. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from './clock.ts';

/** One way to carry bytes, such as bare TCP. */
export interface Carrier {
  /** True when bytes that begin with `head` come this way. Undefined while there are too few to say; then it is asked again. */
  fits(head: Buffer): boolean | undefined;
  /** The stream for its bytes; or a refusal, which the peer is told before it is closed. */
  carry(socket: Socket, head: Buffer): Carried | Refusal;
}

interface Carried {
  /** The socket itself, or something around it. */
  readonly stream: Duplex;
  /** True when nobody can read the bytes on the way. */
  readonly isEncrypted: boolean;
  /** What of `head` the stream will not bring by itself. */
  readonly head: Buffer;
}

/** The bytes with which a peer is refused. When there are none, it is cut at once. */
export interface Refusal {
  readonly refusal: Buffer;
}

/** What a transport tells. */
export interface TransportEvents {
  data(chunk: Buffer): void;
  /** The peer takes more again. */
  drain(): void;
  /** The peer will send no more. */
  end(): void;
  /** The transport carries nothing, and will be closed. */
  refused(): void;
  close(): void;
}

/** The bytes of one connection, in both directions. */
export interface Transport {
  /** The peer's address, as limits count it. */
  readonly address: string;
  readonly isEncrypted: boolean;
  /** Bytes that wait for the peer. */
  readonly waiting: number;
  /** True while it takes no more. `drain` says when it does again. */
  readonly isChoked: boolean;
  /** Bytes that the kernel has taken. */
  readonly taken: number;
  /** Begins to read. Call it once, as soon as the transport is there. */
  open(events: TransportEvents): void;
  /** In place of `open`: tells the peer this and closes; if `isHurried`, without waiting for the peer. Its bytes are not read. */
  turnAway(bytes: Buffer, isHurried: boolean): void;
  /** False when it takes no more for now. */
  write(bytes: Buffer): boolean;
  /** What is written before `uncork` leaves together. */
  cork(): void;
  uncork(): void;
  pause(): void;
  resume(): void;
  /** Closes when all has been written. What the peer still sends is not read. */
  end(): void;
  cut(): void;
  /** Resolves when it is closed. */
  closed(): Promise<void>;
}

/** A peer has this long to close after its last bytes were sent. */
export const FAREWELL_MS = 1000;
/** Any peer's TCP takes this many bytes before its program reads one. */
const LEAST_WINDOW_BYTES = 32 * 1024;

/** A socket, and what its first bytes say that it carries. */
export class SocketTransport implements Transport {
  readonly address: string;
  readonly #socket: Socket;
  readonly #carriers: readonly Carrier[];
  readonly #clock: Clock;
  #events: TransportEvents | undefined;
  #stream: Duplex;
  #isEncrypted = false;
  /** The bytes that have come while the carrier is not known. */
  #head: Buffer | undefined;
  #isChosen = false;

  constructor(socket: Socket, address: string, carriers: readonly Carrier[], clock: Clock) {
    this.address = address;
    this.#socket = socket;
    this.#stream = socket;
    this.#carriers = carriers;
    this.#clock = clock;
  }

  open(events: TransportEvents): void {
    this.#events = events;
    const socket = this.#socket;
    this.#follow(socket);
    socket.on('close', () => events.close());
  }

  turnAway(bytes: Buffer, isHurried: boolean): void {
    const socket = this.#socket;
    socket.on('error', () => this.cut());
    socket.end(bytes, () => {
      if (isHurried) this.cut();
    });
    socket.resume();
    if (!isHurried) this.#clock.after(FAREWELL_MS, () => this.cut());
  }

  get isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  get waiting(): number {
    return this.#stream.writableLength;
  }

  get isChoked(): boolean {
    return this.#stream.writableNeedDrain;
  }

  get taken(): number {
    return this.#socket.bytesWritten - this.#socket.writableLength;
  }

  write(bytes: Buffer): boolean {
    return this.#stream.write(bytes);
  }

  cork(): void {
    this.#stream.cork();
  }

  uncork(): void {
    this.#stream.uncork();
  }

  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  end(): void {
    this.#stream.end(() => this.#clock.after(FAREWELL_MS, () => this.#leave()));
    this.#stream.resume();
  }

  cut(): void {
    this.#socket.destroy();
  }

  closed(): Promise<void> {
    const socket = this.#socket;
    if (socket.closed) return Promise.resolve();
    return new Promise((resolve) => socket.once('close', () => resolve()));
  }

  #follow(stream: Duplex): void {
    stream.on('data', (chunk) => this.#isOf(stream) && this.#receive(chunk));
    stream.on('drain', () => this.#isOf(stream) && this.#events?.drain());
    stream.on('end', () => this.#isOf(stream) && this.#events?.end());
    stream.on('error', () => this.cut());
  }

  #isOf(stream: Duplex): boolean {
    return this.#stream === stream;
  }

  #receive(chunk: Buffer): void {
    if (this.#isChosen) this.#events?.data(chunk);
    else this.#choose(this.#head === undefined ? chunk : Buffer.concat([this.#head, chunk]));
  }

  #choose(head: Buffer): void {
    for (const carrier of this.#carriers) {
      const fits = carrier.fits(head);
      if (fits === undefined) {
        this.#head = head;
        return;
      }
      if (fits) return this.#take(carrier.carry(this.#socket, head));
    }
    this.cut();
  }

  #take(carried: Carried | Refusal): void {
    this.#isChosen = true;
    this.#head = undefined;
    if ('refusal' in carried) return this.#refuse(carried);
    const { stream, isEncrypted, head } = carried;
    this.#isEncrypted = isEncrypted;
    if (stream !== this.#stream) {
      this.#stream = stream;
      this.#follow(stream);
    }
    if (head.length > 0) this.#events?.data(head);
  }

  #refuse({ refusal }: Refusal): void {
    this.#events?.refused();
    this.#events = undefined;
    if (refusal.length === 0) return this.cut();
    this.#stream.write(refusal);
    this.end();
  }

  /**
   * A reset ends peers, such as nc, that would otherwise wait for their own input. But it throws away what has not
   * arrived: only so little that the peer's window has surely taken it all is followed by one.
   */
  #leave(): void {
    if (this.#socket.bytesWritten < LEAST_WINDOW_BYTES) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }
}
