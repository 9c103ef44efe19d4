/** Accepts connections: on a TCP port of this machine, or on what a spec puts in its place. */
import { createServer, type Server } from 'node:net';
import type { Clock } from './clock.ts';
import { addressOf } from './neighbours.ts';
import { type Carrier, SocketTransport, type Transport } from './transport.ts';

/** A source of connections. */
export interface Port {
  /** Resolves with its number when it accepts connections. Rejects when the port can't be had. */
  open(events: PortEvents): Promise<number>;
  /** Accepts nobody any more. */
  close(): void;
}

/** What a port tells. */
export interface PortEvents {
  /** A peer has connected. It has to be opened or refused at once. */
  came(transport: Transport): void;
  /** A connection could not be accepted. */
  trouble(error: Error): void;
}

/** Where to listen. */
export interface PortOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly clock: Clock;
}

/** TCP probes a peer that was silent for this long (keep-alive), since peers on `plain` are not pinged. */
const KEEPALIVE_MS = 60_000;

/** A TCP port for these carriers. */
export const tcp =
  (carriers: readonly Carrier[]) =>
  (options: PortOptions): Port =>
    new TcpPort(options, carriers);

class TcpPort implements Port {
  readonly #options: PortOptions;
  readonly #carriers: readonly Carrier[];
  #server: Server | undefined;

  constructor(options: PortOptions, carriers: readonly Carrier[]) {
    this.#options = options;
    this.#carriers = carriers;
  }

  open({ came, trouble }: PortEvents): Promise<number> {
    const { host, port, clock } = this.#options;
    const server = createServer(
      { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEPALIVE_MS },
      (socket) => {
        const address = addressOf(socket.remoteAddress);
        came(new SocketTransport(socket, address, this.#carriers, clock));
      },
    );
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.once('listening', () => server.on('error', trouble));
      server.listen({ host, port, backlog: 4096 }, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  close(): void {
    this.#server?.close();
  }
}
