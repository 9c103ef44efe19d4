/** One connection that speaks JSON: objects out, lines in. */
import { connect, type Socket } from 'node:net';

export interface WireEvents {
  opened(): void;
  line(line: string): void;
  /** However it ended, or could not even begin. */
  closed(): void;
}

export class Wire {
  readonly #socket: Socket;
  #rest = '';
  #isCut = false;

  constructor(port: number, events: WireEvents) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.#socket.setEncoding('utf8');
    this.#socket.on('connect', () => events.opened());
    this.#socket.on('data', (chunk: string) => {
      const lines = (this.#rest + chunk).split('\n');
      this.#rest = lines.pop() ?? '';
      for (const line of lines) if (!this.#isCut) events.line(line);
    });
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => events.closed());
  }

  write(command: object): void {
    this.#socket.write(`${JSON.stringify(command)}\n`);
  }

  /** Breaks it: what was not read yet is lost. */
  cut(): void {
    this.#isCut = true;
    this.#socket.resetAndDestroy();
  }
}
