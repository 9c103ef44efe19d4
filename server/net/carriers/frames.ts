/** The frames of a WebSocket as a stream of lines: what is in a frame from a client is one or more whole lines. */
import { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';

const LF = 10;
const newline = Buffer.from('\n');
const nothing = Buffer.alloc(0);

/** Closed for what we can't take (RFC 6455, 7.4.1). */
const UNSUPPORTED = 1003;
const NORMAL = 1000;
/** What stands for a connection that has ended without a word about it. */
const BROKEN = 1006;
const POLICY = 1008;
/** So many frames may come in so many milliseconds that hold no line, for which it would pay: pings, pongs, and empty ones. */
const MAX_LINELESS_FRAMES = 120;
const LINELESS_INTERVAL_MS = 60_000;
/** So long its peer may read why it is refused. */
export const REFUSAL_MS = 1000;

/** Each write is one text frame; it has to hold whole lines, since text frames are cut at no half letter. */
export class Frames extends Duplex {
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  #lineless = 0;
  /** When the minute began in which they are counted. */
  #minute = 0;
  #isRefused = false;
  /** Lines that nobody has asked for yet, as one piece: very many short ones take no more room than a long one. */
  #gathered: Buffer = nothing;
  readonly #handed: () => number;
  /** How many bytes were handed to the socket when its last message was whole, or when it began. */
  #whole: number;
  #isAsked = false;
  /** The last ping that is not answered. */
  #ping: Buffer | undefined;

  /**
   * The socket answers no pings by itself: who never reads would have it keep all answers. `handed` tells how many bytes it
   * was handed so far.
   */
  constructor(socket: WebSocket, clock: Clock, handed: () => number) {
    super();
    this.#socket = socket;
    this.#clock = clock;
    this.#handed = handed;
    this.#whole = handed();
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
    socket.on('ping', (data: Buffer) => {
      this.#ping = data;
      if (this.#count()) this.#answer();
    });
    socket.on('pong', () => this.#count());
    socket.on('close', (code: number) => (code === BROKEN ? this.destroy() : this.#end()));
    // It closes itself, and says why to its peer.
    socket.on('error', () => this.#leave());
  }

  /** How many bytes it has of lines that nobody has asked for, and of a message that is not whole. */
  get held(): number {
    return this.#gathered.length + this.#handed() - this.#whole;
  }

  override _read(): void {
    this.#isAsked = true;
    this.#hand();
    if (!this.#isRefused) this.#socket.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: () => void): void {
    this.#socket.close(NORMAL);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.terminate();
    done(error);
  }

  #receive(data: Buffer, isBinary: boolean): void {
    this.#whole = this.#handed();
    if (this.readableEnded || this.#isRefused) return;
    if (isBinary) return this.#refuse(UNSUPPORTED, 'Lines are sent as text.');
    if (data.length === 0) return void this.#count();
    const lines = data.at(-1) === LF ? [data] : [data, newline];
    this.#gathered = Buffer.concat([this.#gathered, ...lines]);
    this.#hand();
  }

  #hand(): void {
    if (!this.#isAsked) return this.#socket.pause();
    if (this.#gathered.length === 0) return;
    const lines = this.#gathered;
    this.#gathered = nothing;
    this.#isAsked = false;
    this.push(lines);
  }

  #end(): void {
    this.#isAsked = true;
    this.#hand();
    this.push(null);
  }

  /** Answers the last ping once all that was sent has left: any before it needs no answer (RFC 6455, 5.5.3). */
  readonly #answer = (): void => {
    const ping = this.#ping;
    if (ping === undefined || this.#socket.bufferedAmount > 0) return;
    this.#ping = undefined;
    this.#socket.pong(ping, false, this.#answer);
  };

  /** Counts a frame that holds no line. False when there were too many. */
  #count(): boolean {
    const now = this.#clock.now();
    if (now - this.#minute >= LINELESS_INTERVAL_MS) [this.#minute, this.#lineless] = [now, 0];
    this.#lineless += 1;
    if (this.#lineless <= MAX_LINELESS_FRAMES) return true;
    this.#refuse(POLICY, 'These are too many pings.');
    return false;
  }

  #refuse(code: number, reason: string): void {
    if (this.#isRefused) return;
    this.#socket.close(code, reason);
    this.#socket.pause();
    this.#leave();
  }

  /** Nothing that its peer sends is read any more; it has a moment to read why. */
  #leave(): void {
    this.#isRefused = true;
    this.#clock.after(REFUSAL_MS, () => this.#socket.terminate());
  }

  /** What comes when its peer has closed reaches nobody. */
  #send(bytes: Buffer, done: (error?: Error | null) => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return done();
    this.#socket.send(bytes, { binary: false }, (error) => {
      this.#answer();
      done(error);
    });
  }
}
