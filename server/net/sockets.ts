/** Accepts connections on sockets of this machine, and asks proxies whom they bring. */
import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { connect, createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import { unreachable } from '../../grammar/unreachable.ts';
import { type Endpoint, isInClear, isLoopback, nameOf, placed } from './endpoint.ts';
import { Exit } from './exit.ts';
import { countedAddress } from './neighbours.ts';
import type { Port, PortEvents, PortOptions } from './port.ts';
import { type Introduced, introduced, type Offer } from './proxies.ts';
import { SocketTransport } from './socket-transport.ts';
import { HANDSHAKE_MS, type Terms } from './terms.ts';

/** TCP probes a peer that was silent for this long (keep-alive), since peers on `plain` are not pinged. */
const KEEPALIVE_MS = 60_000;
/** So many connections may wait to be accepted. */
const BACKLOG = 4096;

/** So many proxies may be about to say for whom they come. */
const MAX_INTRODUCTIONS = 1024;

/** The sockets of these endpoints. */
export const sockets = (options: PortOptions): Port => new Sockets(options);

class Sockets implements Port {
  readonly #options: PortOptions;
  readonly #exit: Exit;
  readonly #servers: Server[] = [];
  /** Proxies that have not said yet for whom they come. */
  #introductions = 0;
  #hasWarned = false;

  constructor(options: PortOptions) {
    this.#options = options;
    this.#exit = new Exit(options.clock);
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

  async #listen(endpoint: Endpoint, events: PortEvents): Promise<Endpoint> {
    const server = createServer(
      { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEPALIVE_MS },
      (socket) => this.#receive(socket, terms, events),
    );
    let terms = this.#termsOf(endpoint);
    try {
      if (endpoint.kind === 'unix') await clearAway(endpoint.path);
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen({ ...placeOf(endpoint), backlog: BACKLOG }, resolve);
      });
      this.#servers.push(server);
      if (endpoint.kind === 'unix') chmodSync(endpoint.path, endpoint.mode);
    } catch (error) {
      throw new Error(`can't listen on ${nameOf(endpoint)}: ${reason(error as Error, endpoint)}`);
    }
    server.on('error', ({ message }) => events.trouble(message));
    const { allowsPlaintext, carriers } = this.#options;
    const place = placed(endpoint, server.address(), !allowsPlaintext && carriers.hasCertificate);
    if (isInClear(place) && !allowsPlaintext) throw readable(place);
    terms = this.#termsOf(place);
    return place;
  }

  #termsOf({ kind }: Endpoint): Terms {
    const { carriers, clock } = this.#options;
    const demandsHandshake = kind === 'tls';
    return {
      isTcp: kind === 'tcp' || kind === 'tls',
      carriers: demandsHandshake ? carriers.onlyTls : carriers.all,
      demandsHandshake,
      offersTls: carriers.hasCertificate,
      clock,
      exit: this.#exit,
    };
  }

  #receive(socket: Socket, terms: Terms, { came, trouble }: PortEvents): void {
    const { carriers, proxies } = this.#options;
    const { remoteAddress } = socket;
    // Whoever has reset the connection already has no address any more, and hears no answer.
    if (terms.isTcp && remoteAddress === undefined) return void socket.destroy();
    const isPrivate = remoteAddress === undefined || isLoopback(remoteAddress);
    // Nobody who comes by a file has an address.
    const address = remoteAddress === undefined ? 'unix' : countedAddress(remoteAddress);
    if (!proxies.has(remoteAddress)) {
      return came(new SocketTransport(socket, { address, isPrivate }, terms));
    }
    const offer = { address, carriers: terms.carriers, secure: carriers.secure };
    this.#introduce(socket, offer, (whom) => {
      if (whom === undefined) {
        if (!this.#hasWarned) trouble(`${address} should be a proxy, and sends no PROXY header`);
        this.#hasWarned = true;
        return;
      }
      const { stream, isEncrypted, cameByTls } = whom;
      const origin = {
        stream,
        address: whom.address === undefined ? address : countedAddress(whom.address),
        isPrivate: cameByTls ?? (isEncrypted || isPrivate),
      };
      const theirs = {
        ...terms,
        carriers: whom.carriers,
        demandsHandshake: terms.demandsHandshake && !isEncrypted,
        offersTls: terms.offersTls && !(isEncrypted || cameByTls),
      };
      came(new SocketTransport(socket, origin, theirs));
    });
  }

  /** Tells whom a proxy brings; undefined when it brings something else. One that says nothing at all is only cut. */
  #introduce(socket: Socket, offer: Offer, done: (whom: Introduced | undefined) => void): void {
    const { clock } = this.#options;
    if (this.#introductions >= MAX_INTRODUCTIONS) return void socket.destroy();
    this.#introductions += 1;
    const late = clock.after(HANDSHAKE_MS, () => socket.destroy());
    let isOver = false;
    const end = (whom?: Introduced): void => {
      if (isOver) return;
      isOver = true;
      late.cancel();
      this.#introductions -= 1;
      if (whom === undefined) socket.destroy();
      if (whom !== undefined || socket.bytesRead > 0) done(whom);
    };
    socket.on('close', () => end());
    introduced(socket, offer, end);
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
    default:
      return unreachable(endpoint);
  }
}

/** Removes the file of a socket that nobody listens on any more, as a server that was killed leaves it. */
async function clearAway(path: string): Promise<void> {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSocket()) return;
  const isStale = await new Promise<boolean>((resolve) => {
    const knock = connect({ path });
    knock.once('connect', () => {
      knock.destroy();
      resolve(false);
    });
    knock.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'));
  });
  if (isStale) unlinkSync(path);
}

const readable = (place: Endpoint): Error =>
  new Error(
    `others could read on the way what is said on ${nameOf(place)}. Give it a certificate, --tls-cert FILE ` +
      '--tls-key FILE, or say that this is meant: --allow-plaintext.',
  );

function reason({ code, message }: NodeJS.ErrnoException, at: Endpoint): string {
  if (code !== 'EADDRINUSE') return message;
  const isFile =
    at.kind === 'unix' && lstatSync(at.path, { throwIfNoEntry: false })?.isSocket() === false;
  const why = isFile ? 'there is something else of that name' : 'it is in use';
  return `${why}. Choose another one, with --port or --listen.`;
}
