/** A stream that is read in sips: whoever parses it is handed a little of what has come when the turnstile lets it. */
import { Duplex } from 'node:stream';
import type { Task } from '../fair-queue.ts';
import type { Turnstile } from '../turnstile.ts';

/** So much is handed over at once: some hundred frames, if they are tiny. */
const SIP_BYTES = 2048;

type Done = (error?: Error | null) => void;

const nothing = Buffer.alloc(0);

/** Another stream, in sips. While some of it is left, and while nobody asks, it is not read. */
export class Sips extends Duplex {
  readonly #stream: Duplex;
  readonly #turnstile: Turnstile;
  readonly #next: Task;
  #handed = 0;
  #isAsked = false;

  constructor(stream: Duplex, address: string, turnstile: Turnstile) {
    super({ readableHighWaterMark: SIP_BYTES });
    this.#stream = stream;
    this.#turnstile = turnstile;
    this.#next = { address, take: () => this.#sip() };
    stream.on('readable', () => this.#wait());
    // Its end may come with its last bytes. What has come before it is closed is handed over, nevertheless.
    stream.on('end', () => this.#end()).on('close', () => this.#end());
  }

  /** How many bytes have come that nobody has taken. */
  get unread(): number {
    return this.readableLength + this.#stream.readableLength;
  }

  /** How many bytes it has handed over so far. */
  get handed(): number {
    return this.#handed;
  }

  override _read(): void {
    this.#isAsked = true;
    this.#wait();
  }

  /** What is written at once leaves at once. What is written to a peer that is gone reaches nobody: what it has sent is read to its end. */
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
    this.#stream.destroy();
    done(error);
  }

  #wait(): void {
    if (this.#isAsked) this.#turnstile.queue(this.#next);
  }

  #sip(): void {
    const stream = this.#stream;
    // Node tells its end to whoever reads all that is left, and not to whoever asks for just so much.
    const sip: Buffer | null = stream.read(
      stream.readableLength > SIP_BYTES ? SIP_BYTES : undefined,
    );
    if (sip !== null) {
      this.#isAsked = false;
      this.#handed += sip.length;
      this.push(sip);
    }
    this.#end();
  }

  #end(): void {
    if (this.#stream.readableLength > 0) return;
    if (this.#stream.readableEnded) this.push(null);
    if (this.#stream.closed) this.destroy();
  }
}
