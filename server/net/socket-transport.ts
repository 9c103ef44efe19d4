/** A socket as a transport: its bytes pass through the carriers that its first bytes ask for, and it is closed in order. */
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Alarm } from '../clock.ts';
import { HANDSHAKE_MS, type Origin, type Terms } from './terms.ts';
import {
  type Carried,
  type Carrier,
  FAREWELL_MS,
  type Transport,
  type TransportEvents,
} from './transport.ts';

/** Any peer's TCP takes this many bytes before its program reads one. */
const LEAST_WINDOW_BYTES = 32 * 1024;

/** A socket, and what its first bytes say that it carries. */
export class SocketTransport implements Transport {
  readonly address: string;
  isPrivate: boolean;
  certificate: string | undefined;
  readonly #socket: Socket;
  readonly #terms: Terms;
  #events: TransportEvents | undefined;
  #stream: Duplex;
  /** What its carrier holds in front of it. */
  #unreadBefore: () => number = zero;
  /** What the stream may carry, while nobody knows what it does; what fits none of them is lines. */
  #carriers: readonly Carrier[];
  /** All bytes that have come meanwhile. */
  #head: Buffer = nothing;
  #isEncrypted = false;
  #written = 0;
  /** There while a carrier has the stream. */
  #handshake: Alarm | undefined;

  constructor(socket: Socket, { address, stream = socket, isPrivate }: Origin, terms: Terms) {
    this.address = address;
    this.isPrivate = isPrivate;
    this.#socket = socket;
    this.#terms = terms;
    this.#stream = stream;
    this.#carriers = terms.carriers;
    // It may break before it is opened.
    this.#mayBreak(stream);
  }

  open(events: TransportEvents): void {
    this.#events = events;
    this.#onceClosed(() => {
      this.#handshake?.cancel();
      this.#terms.exit.pass(() => events.closed());
    });
    if (this.#terms.demandsHandshake) this.#beginHandshake();
    this.#follow(this.#stream);
  }

  turnAway(bytes: Buffer, isHurried: boolean): void {
    const stream = this.#stream;
    // It could not be read in the middle of a handshake.
    stream.end(this.#terms.demandsHandshake ? nothing : bytes, () => {
      if (isHurried) this.cut();
    });
    stream.resume();
    if (!isHurried) this.#terms.clock.after(FAREWELL_MS, () => this.cut());
  }

  get mayBeginTls(): boolean {
    return this.#terms.offersTls && !this.#isEncrypted;
  }

  get waiting(): number {
    return this.#stream.writableLength;
  }

  get unread(): number {
    return this.#stream.readableLength + this.#unreadBefore();
  }

  get isChoked(): boolean {
    return this.#stream.writableNeedDrain;
  }

  get taken(): number {
    return this.#written - this.#stream.writableLength;
  }

  write(bytes: Buffer): boolean {
    // Node would make an error of each write to who was cut: that takes longer than the write.
    if (this.#socket.destroyed || this.#stream.destroyed) return true;
    this.#written += bytes.length;
    return this.#stream.write(bytes);
  }

  cork(): void {
    this.#stream.cork();
  }

  uncork(): void {
    this.#stream.uncork();
  }

  pause(): void {
    if (this.#handshake === undefined) this.#stream.pause();
  }

  resume(): void {
    if (this.#handshake === undefined) this.#stream.resume();
  }

  end(): void {
    if (this.#handshake !== undefined) return this.cut();
    this.#stream.end(() => this.#terms.clock.after(FAREWELL_MS, () => this.#leave()));
    this.#stream.resume();
  }

  cut(): void {
    this.#stream.destroy();
    this.#socket.destroy();
  }

  closed(): Promise<void> {
    return new Promise((resolve) => this.#onceClosed(resolve));
  }

  /** The socket may be closed long before all is read that it has brought: its stream is closed then, not before. */
  #onceClosed(done: () => void): void {
    const socket = this.#socket;
    const look = () => (this.#stream.closed ? done() : this.#stream.on('close', done));
    if (socket.closed) look();
    else socket.on('close', look);
  }

  #follow(stream: Duplex): void {
    stream.on('data', this.#receive).on('drain', this.#drain).on('end', this.#end);
    stream.resume();
  }

  readonly #receive = (chunk: Buffer): void => {
    if (this.#carriers.length === 0) return this.#events?.received(chunk);
    const head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    this.#head = head;
    for (const carrier of this.#carriers) {
      const fits = carrier.fits(head);
      if (fits === undefined) return;
      if (fits) return this.#give(carrier);
    }
    this.#carriers = none;
    this.#head = nothing;
    this.#events?.received(head);
  };

  readonly #drain = (): void => this.#events?.drained();
  readonly #end = (): void => this.#terms.exit.pass(() => this.#events?.ended());

  /** What is around a stream may have bytes of it that nobody has read: whether it ends with that stream is its own matter. */
  #mayBreak(stream: Duplex): void {
    if (stream instanceof Socket) this.#terms.exit.guard(stream);
    stream.on('error', () => {
      if (stream === this.#stream) this.cut();
    });
  }

  /** Gives the stream to a carrier, for as long as a handshake may take; of its events only errors are heard meanwhile. */
  #give(carrier: Carrier): void {
    this.#beginHandshake();
    const { address } = this;
    const [stream, head] = [this.#stream, this.#head];
    this.#head = nothing;
    stream.off('data', this.#receive).off('drain', this.#drain).off('end', this.#end);
    stream.pause();
    carrier.carry(
      { address, stream, head },
      {
        carried: (to) => this.#take(to),
        answered: () => this.#carryNothing(),
        refuse: (bytes) => this.#refuse(bytes),
      },
    );
  }

  #beginHandshake(): void {
    this.#handshake ??= this.#terms.clock.after(HANDSHAKE_MS, () => this.cut());
    this.#events?.handshake();
  }

  #endHandshake(): void {
    this.#handshake?.cancel();
    this.#handshake = undefined;
  }

  #take({ stream, isEncrypted, certificate, carriers, unread = zero }: Carried): void {
    if (this.#socket.destroyed) return;
    this.#endHandshake();
    this.#isEncrypted ||= isEncrypted === true;
    this.isPrivate ||= this.#isEncrypted;
    this.certificate ??= certificate;
    this.#stream = stream;
    this.#mayBreak(stream);
    this.#unreadBefore = unread;
    this.#carriers = carriers;
    this.#follow(stream);
    this.#events?.ready();
  }

  #carryNothing(): void {
    this.#events?.refused();
    this.#events = undefined;
  }

  #refuse(bytes: Buffer): void {
    this.#endHandshake();
    this.#carryNothing();
    if (bytes.length === 0) return this.cut();
    this.#stream.write(bytes);
    this.end();
  }

  /**
   * A reset ends peers, such as nc, that would otherwise wait for their own input. But it throws away what has not
   * arrived: only so little that the peer's window has surely taken it all is followed by one.
   */
  #leave(): void {
    const canReset = this.#stream === this.#socket && this.#terms.isTcp;
    if (canReset && this.#written < LEAST_WINDOW_BYTES) this.#socket.resetAndDestroy();
    else this.cut();
  }
}

const nothing = Buffer.alloc(0);
const none: readonly Carrier[] = [];
const zero = (): number => 0;
