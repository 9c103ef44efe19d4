/** Accepts connections: on sockets of this machine, or on what a spec puts in its place. */
import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { connect, createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import type { Carriers } from './carriers/index.ts';
import type { Clock } from './clock.ts';
import { type Endpoint, isLoopback, nameOf } from './endpoint.ts';
import { addressOf } from './neighbours.ts';
import { SocketTransport, type Transport } from './transport.ts';

/** A source of connections. */
export interface Port {
  /**
   * Resolves with where it accepts connections, in the order given and with the numbers that were picked. Rejects with an
   * error that says which of them can't be had, and why; then it accepts none.
   */
  open(events: PortEvents): Promise<readonly Endpoint[]>;
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

/** Where to listen, and what for. */
export interface PortOptions {
  readonly endpoints: readonly Endpoint[];
  readonly carriers: Carriers;
  readonly clock: Clock;
}

/** TCP probes a peer that was silent for this long (keep-alive), since peers on `plain` are not pinged. */
const KEEPALIVE_MS = 60_000;
/** So many connections may wait to be accepted. */
const BACKLOG = 4096;

/** The sockets of these endpoints. */
export const sockets = (options: PortOptions): Port => new Sockets(options);

class Sockets implements Port {
  readonly #options: PortOptions;
  readonly #servers: Server[] = [];

  constructor(options: PortOptions) {
    this.#options = options;
  }

  async open(events: PortEvents): Promise<readonly Endpoint[]> {
    const open: Endpoint[] = [];
    try {
      for (const endpoint of this.#options.endpoints)
        open.push(await this.#listen(endpoint, events));
    } catch (error) {
      this.close();
      throw error;
    }
    return open;
  }

  close(): void {
    for (const server of this.#servers) server.close();
  }

  async #listen(endpoint: Endpoint, { came, trouble }: PortEvents): Promise<Endpoint> {
    const server = createServer(
      { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEPALIVE_MS },
      (socket) => came(this.#transport(socket, endpoint)),
    );
    if (endpoint.kind === 'unix') await clearAway(endpoint.path);
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(new Error(`can't listen on ${nameOf(endpoint)}: ${reason(error)}`)),
      );
      server.once('listening', () => server.on('error', trouble));
      server.listen({ ...placeOf(endpoint), backlog: BACKLOG }, () => {
        this.#servers.push(server);
        if (endpoint.kind === 'unix') chmodSync(endpoint.path, endpoint.mode);
        const address = server.address();
        const isPicked = 'port' in endpoint && typeof address === 'object' && address !== null;
        resolve(isPicked ? { ...endpoint, port: address.port } : endpoint);
      });
    });
  }

  #transport(socket: Socket, endpoint: Endpoint): Transport {
    const { carriers, clock } = this.#options;
    const { remoteAddress } = socket;
    return new SocketTransport(socket, {
      // Nobody who comes by a file has an address.
      address: remoteAddress === undefined ? 'unix' : addressOf(remoteAddress),
      isLocal: remoteAddress === undefined || isLoopback(remoteAddress),
      carriers: endpoint.kind === 'tls' ? carriers.onlyTls : carriers.all,
      isEncrypted: endpoint.kind === 'tls',
      clock,
    });
  }
}

function placeOf(endpoint: Endpoint): ListenOptions & { fd?: number } {
  switch (endpoint.kind) {
    case 'tcp':
    case 'tls':
      // Both versions of IP have listeners of their own.
      return { host: endpoint.host, port: endpoint.port, ipv6Only: endpoint.host.includes(':') };
    case 'unix':
      return { path: endpoint.path };
    case 'inherited':
      return { fd: endpoint.descriptor };
  }
}

/** Removes the file of a socket that nobody listens on any more, as a server that was killed leaves it. */
async function clearAway(path: string): Promise<void> {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSocket()) return;
  const isStale = await new Promise<boolean>((resolve) => {
    const knock = connect({ path });
    knock.once('connect', () => resolve(false));
    knock.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'));
    knock.once('connect', () => knock.destroy());
  });
  if (isStale) unlinkSync(path);
}

const reason = ({ code, message }: NodeJS.ErrnoException): string =>
  code === 'EADDRINUSE' ? 'it is in use. Choose another one, with --port or --listen.' : message;
