/** One socket that carries JSON lines: commands out, events in, and the trouble that ended it. */
import type { Socket } from 'node:net';
import type { Command } from '../grammar/ast.ts';
import type { Event } from '../grammar/events.ts';
import { foreignIn, type Trouble, troubleOf, troubleOfSilence } from './dial/trouble.ts';
import { eventIn, lineSplitter } from './wire.ts';

/** The first characters that a server says tell whether it is one, and why it turns somebody away. */
const MAX_TELLING_LENGTH = 512;

/** What a socket tells until it is closed. */
interface JsonSocketEvents {
  /** Bytes have come. */
  alive(): void;
  event(event: Event): void;
  /** A line has come that is no event. */
  nonsense(): void;
  /** The socket has broken, or the server has hung up. Not told after `close`. */
  broken(trouble: Trouble): void;
}

/** A connected socket to what should be a Parlance server. */
export class JsonSocket {
  readonly #socket: Socket;
  /** What the server has said first. */
  #first = '';
  #failure: Error | undefined;
  #isClosed = false;

  constructor(socket: Socket, events: JsonSocketEvents) {
    this.#socket = socket;
    const lines = lineSplitter();
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      events.alive();
      this.#first = (this.#first + chunk.slice(0, MAX_TELLING_LENGTH)).slice(0, MAX_TELLING_LENGTH);
      if (foreignIn(this.#first) !== undefined) socket.destroy();
      for (const line of lines(chunk)) {
        if (this.#isClosed) return;
        const event = eventIn(line);
        if (event) events.event(event);
        else events.nonsense();
      }
    });
    socket.on('error', (error) => {
      this.#failure = error;
    });
    socket.on('close', () => {
      if (!this.#isClosed) events.broken(troubleOf(this.#failure, this.#first));
    });
  }

  /** The trouble when what was awaited has not come in time. */
  get silence(): Trouble {
    return troubleOfSilence(false, this.#first);
  }

  /** Writes a command; those of one turn of the event loop leave in one piece. */
  write(command: Command): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(`${JSON.stringify(command)}\n`);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Ends it, since the server does not keep to the protocol: `broken` is told the reason. */
  fail(reason: string): void {
    this.#socket.destroy(new Error(reason));
  }

  /** Ends it at once, and tells nothing more. */
  close(): void {
    this.#isClosed = true;
    this.#socket.destroy();
  }
}
