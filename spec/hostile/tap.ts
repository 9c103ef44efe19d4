/** A bare socket: pours bytes in as fast as they are taken, and keeps the end of what comes out. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** How much of what came is kept. */
const KEPT = 64 * 1024;

export class Tap {
  /** What came last. */
  heard = '';
  readonly socket: Socket;
  #look: () => void = () => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      this.heard = (this.heard + text).slice(-KEPT);
      this.#look();
    });
    socket.on('error', () => {});
  }

  static async open(port: number): Promise<Tap> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    return new Tap(socket);
  }

  /** Sends `bytes` so many times, never more at once than the other end takes. */
  async pour(bytes: string | Buffer, times = 1): Promise<void> {
    for (let left = times; left > 0; left -= 1) {
      if (!this.socket.write(bytes)) await once(this.socket, 'drain');
    }
  }

  /** Waits until it has heard what matches; mocha's own patience ends the wait. */
  until(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (pattern.test(this.heard)) resolve();
      };
      this.#look();
    });
  }

  /**
   * Waits until the server has noticed what others did to their connections: it reads a reset no later than a line that is
   * sent after it, and has let go of the socket before it reads the next.
   */
  async sees(): Promise<void> {
    for (const tag of ['first', 'second']) {
      this.socket.write(`/ping@${tag}\n`);
      await this.until(new RegExp(`^\\* ok ${tag}$`, 'm'));
    }
  }

  /** Reads nothing from now on. */
  stall(): void {
    this.socket.pause();
  }

  /** Goes on reading. */
  wake(): void {
    this.socket.resume();
  }

  /** Waits until the other end has closed, too. */
  async ended(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close');
  }

  close(): void {
    this.socket.resetAndDestroy();
  }
}
