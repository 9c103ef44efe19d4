/** A JSON client that can stop reading and go on, made for very many messages: each is read once, and only messages are kept. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Event, Message } from '../../grammar/events.ts';

export class StalledReader {
  /** What was said in its rooms, in the order in which it came. */
  readonly messages: Message[] = [];
  /** What it was refused, and what it was told to have missed. */
  readonly bad: Event[] = [];
  readonly #socket: Socket;
  readonly #asked = new Map<string, () => void>();
  #tail = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#take(text));
  }

  static async open(port: number): Promise<StalledReader> {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    return new StalledReader(socket);
  }

  /** Sends a command; resolves when it has been answered. */
  ask(command: object): Promise<void> {
    const tag = `t${this.#asked.size + 1}`;
    this.#socket.write(`${JSON.stringify({ ...command, tag })}\n`);
    return new Promise((resolve) => this.#asked.set(tag, resolve));
  }

  /** Reads nothing from now on: the buffers of the kernel fill up. */
  stall(): void {
    this.#socket.pause();
  }

  wake(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    const lines = (this.#tail + text).split('\n');
    this.#tail = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('{')) this.#hear(JSON.parse(line) as Event);
  }

  #hear(event: Event): void {
    if (event.ev === 'message') this.messages.push(event);
    else if (event.ev === 'error' || event.ev === 'lagged') this.bad.push(event);
    if (event.ev === 'ok' || event.ev === 'error') this.#asked.get(event.re ?? '')?.();
  }
}
