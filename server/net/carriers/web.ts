/** HTTP on the port of the lines: a page that says what this is, `/health`, and WebSockets, whose frames hold lines. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '../../clock.ts';
import type { Carrier, CarrierEvents, Peer } from '../transport.ts';
import type { Turnstile } from '../turnstile.ts';
import { Frames, REFUSAL_MS } from './frames.ts';
import { mayKnock } from './origin.ts';
import { beginsRequest } from './request.ts';
import { Sips } from './sips.ts';

/** What is answered over HTTP, and which web pages are let in. */
export interface WebOptions {
  /** The server's name. */
  readonly name: string;
  /** The origins whose pages may open a WebSocket. */
  readonly origins: readonly string[];
  /** True while the server can store what people do. */
  isStoring(): boolean;
  readonly clock: Clock;
  /** Lets requests and frames be read. */
  readonly turnstile: Turnstile;
}

// An `import` would load all that `node:http` exports, `WebSocket` with its `fetch` included: a tenth of a start.
const { createServer } = process.getBuiltinModule('node:http');

const MAX_HEADER_BYTES = 8192;
const MAX_HEADERS = 64;
/** Of one message, which may be several lines. */
const MAX_MESSAGE_BYTES = 64 * 1024;
/** A message comes in at most so many frames, and these in at most so many pieces. */
const MAX_FRAGMENTS = 64;
const MAX_PIECES = 4096;

/** HTTP over a stream that is encrypted, or not. What it takes to serve that is made for the first request. */
export const web = (options: WebOptions, isEncrypted: boolean): Carrier => {
  let site: Site | undefined;
  return {
    fits: beginsRequest,
    carry(peer, to) {
      site ??= new Site(options, isEncrypted);
      site.take(peer, to);
    },
  };
};

/** A server that never listens: it is given connections whose first bytes are those of a request. */
class Site {
  readonly #options: WebOptions;
  readonly #isEncrypted: boolean;
  readonly #server: Server;
  readonly #upgrades = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_PIECES,
  });
  /** Those that have not been answered. */
  readonly #peers = new WeakMap<Duplex, CarrierEvents>();

  constructor(options: WebOptions, isEncrypted: boolean) {
    this.#options = options;
    this.#isEncrypted = isEncrypted;
    this.#server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) =>
      this.#answer(request, response),
    );
    this.#server.maxHeadersCount = MAX_HEADERS;
    this.#server.maxRequestsPerSocket = 1;
    // Time is measured by whoever has given the connection.
    this.#server.timeout = 0;
    // Each of its connections is one of our sips.
    this.#server.on('upgrade', (request, sips, head) =>
      this.#upgrade(request, sips as unknown as Sips, head),
    );
    this.#server.on('clientError', (_, stream) => this.#refuse(stream, '400 Bad Request'));
  }

  take({ address, stream, head }: Peer, to: CarrierEvents): void {
    stream.unshift(head);
    const sips = new Sips(stream, address, this.#options.turnstile);
    this.#peers.set(sips, to);
    this.#server.emit('connection', sips);
  }

  #answer({ method, url = '', socket }: IncomingMessage, response: ServerResponse): void {
    this.#peers.get(socket)?.answered();
    this.#peers.delete(socket);
    const [status, text] = this.#page(method, url.split('?')[0]);
    response.writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      connection: 'close',
      ...(status === 405 && { allow: 'GET, HEAD' }),
    });
    // With nothing more to say it is closed, whatever its peer does.
    socket.once('finish', () => socket.destroy());
    response.end(text);
  }

  #page(method: string | undefined, path: string | undefined): [status: number, text: string] {
    if (method !== 'GET' && method !== 'HEAD')
      return [405, 'There is nothing to do here but GET.\n'];
    if (path === '/') return [200, about(this.#options.name, this.#isEncrypted)];
    if (path !== '/health') return [404, 'There is nothing here. / says what this is.\n'];
    if (this.#options.isStoring()) return [200, 'ok\n'];
    return [503, 'what people do cannot be stored\n'];
  }

  #upgrade(request: IncomingMessage, sips: Sips, head: Buffer): void {
    const { origin, host, upgrade = '' } = request.headers;
    const knock = { origin, host, isEncrypted: this.#isEncrypted };
    sips.on('error', () => sips.destroy());
    if (upgrade.toLowerCase() !== 'websocket') return this.#refuse(sips, '400 Bad Request');
    if (!mayKnock(knock, this.#options.origins)) return this.#refuse(sips, '403 Forbidden');
    this.#upgrades.handleUpgrade(request, sips, head, (socket) => {
      const frames = new Frames(socket, this.#options.clock, () => sips.handed);
      const unread = () => sips.unread + frames.held;
      this.#peers.get(sips)?.carried({ stream: frames, unread, carriers: [] });
    });
  }

  /** What comes behind a request that was answered is no request: it is not read. */
  #refuse(stream: Duplex, status: string): void {
    if (!this.#peers.delete(stream)) return;
    stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    stream.pause();
    this.#options.clock.after(REFUSAL_MS, () => stream.destroy());
  }
}

const about = (name: string, isEncrypted: boolean): string => `This is ${name}, a chat server.

From a terminal, with HOST and PORT as in the address of this page:

    ${isEncrypted ? 'openssl s_client -quiet -connect HOST:PORT' : 'nc HOST PORT'}
    parlance chat ${isEncrypted ? 'tls://' : ''}HOST:PORT

Type /help there. Programs send lines of JSON, over TCP or a WebSocket at this address: see PROTOCOL.md of Parlance.
`;
