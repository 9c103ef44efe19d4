/** A JSON client that stops reading and goes on later: what a suspended laptop looks like to the server. */
import { connect, type Socket } from 'node:net';
import type { Event } from '../../grammar/events.ts';

export class Sleeper {
  /** All events that have come, in order. */
  readonly events: Event[] = [];
  readonly #socket: Socket;
  #tail = '';
  #look: (() => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', () => socket.destroy());
  }

  static open(port: number): Promise<Sleeper> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Sleeper(socket)));
    });
  }

  send(line: string): void {
    this.#socket.write(`${line}\n`);
  }

  /** Reads nothing from now on: the buffers of the kernel fill up. */
  sleep(): void {
    this.#socket.pause();
  }

  wake(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Waits until the `ok` or `error` with that tag has come. */
  answered(tag: string): Promise<void> {
    const found = () =>
      this.events.some(
        ({ ev, ...rest }) => (ev === 'ok' || ev === 'error') && 're' in rest && rest.re === tag,
      );
    return new Promise((resolve) => {
      this.#look = () => {
        if (found()) resolve();
      };
      this.#look();
    });
  }

  #take(text: string): void {
    const lines = (this.#tail + text).split('\n');
    this.#tail = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('{')) this.events.push(JSON.parse(line));
    this.#look?.();
  }
}
