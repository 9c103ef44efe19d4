/** A stream that is read in sips: whoever parses it is handed a little of what has come in each turn of the event loop. */
import { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';

/** So much is handed over in a turn: some hundred frames, if they are tiny. */
const SIP_BYTES = 2048;

type Done = (error?: Error | null) => void;

const nothing = Buffer.alloc(0);

/** Another stream, in sips. While some of it is left, and while nobody asks, it is not read. */
export class Sips extends Duplex {
  readonly #stream: Duplex;
  readonly #clock: Clock;
  #rest: Buffer = nothing;
  #handed = 0;
  #isEnded = false;
  #isClosed = false;

  constructor(stream: Duplex, clock: Clock) {
    super({ readableHighWaterMark: SIP_BYTES });
    this.#stream = stream;
    this.#clock = clock;
    stream.pause();
    stream.on('data', (bytes: Buffer) => {
      stream.pause();
      this.#rest = bytes;
      this.#sip();
    });
    // Its end may come with its last bytes.
    stream.on('end', () => {
      this.#isEnded = true;
      this.#end();
    });
    // What has come before is handed over, nevertheless.
    stream.on('close', () => {
      this.#isClosed = true;
      this.#end();
    });
  }

  /** How many bytes have come that nobody has taken. */
  get unread(): number {
    return this.readableLength + this.#rest.length + this.#stream.readableLength;
  }

  /** How many bytes it has handed over so far. */
  get handed(): number {
    return this.#handed;
  }

  override _read(): void {
    if (this.#rest.length === 0) this.#stream.resume();
    else this.#clock.soon(() => this.#sip());
  }

  /** What is written to a peer that is gone reaches nobody: what it has sent is read to its end. */
  override _write(chunk: Buffer, _: BufferEncoding, done: Done): void {
    if (this.#stream.destroyed) return done();
    this.#stream.write(chunk, () => done());
  }

  /** What is written at once leaves at once. */
  override _writev(chunks: { chunk: Buffer }[], done: Done): void {
    if (this.#stream.destroyed) return done();
    this.#stream.cork();
    const last = chunks.pop();
    for (const { chunk } of chunks) this.#stream.write(chunk);
    this.#stream.write(last?.chunk ?? nothing, () => done());
    this.#stream.uncork();
  }

  override _final(done: Done): void {
    if (this.#stream.destroyed) return done();
    this.#stream.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#rest = nothing;
    this.#stream.destroy();
    done(error);
  }

  #sip(): void {
    const sip = this.#rest.subarray(0, SIP_BYTES);
    if (sip.length === 0) return;
    this.#rest = this.#rest.subarray(sip.length);
    this.#handed += sip.length;
    this.push(sip);
    this.#end();
  }

  #end(): void {
    if (this.#rest.length > 0) return;
    if (this.#isEnded) this.push(null);
    if (this.#isClosed) this.destroy();
  }
}
