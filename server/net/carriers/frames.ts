/** The frames of a WebSocket as a stream of lines: what is in a frame from a client is one or more whole lines. */
import { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

const LF = 10;
const newline = Buffer.from('\n');

/** Closed for what we can't take (RFC 6455, 7.4.1). */
const UNSUPPORTED = 1003;
const NORMAL = 1000;

/** Each write is one text frame; it has to hold whole lines, since text frames are cut at no half letter. */
export class Frames extends Duplex {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
    socket.on('close', () => this.push(null));
    // It closes itself, and says why to its peer.
    socket.on('error', () => {});
  }

  override _read(): void {
    this.#socket.resume();
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
    if (this.readableEnded) return;
    if (isBinary) return this.#socket.close(UNSUPPORTED, 'Lines are sent as text.');
    const lines = data.at(-1) === LF ? data : Buffer.concat([data, newline]);
    if (!this.push(lines)) this.#socket.pause();
  }

  /** What comes when its peer has closed reaches nobody. */
  #send(bytes: Buffer, done: (error?: Error | null) => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return done();
    this.#socket.send(bytes, { binary: false }, done);
  }
}
