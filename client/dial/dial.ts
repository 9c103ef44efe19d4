/** Reaches a server: by TCP, by a socket of this machine, through a proxy, inside of TLS; and makes sure that it is the right one. */
import { connect, isIP, type Socket } from 'node:net';
import {
  createSecureContext,
  getCACertificates,
  type SecureContext,
  type TLSSocket,
  connect as tlsConnect,
} from 'node:tls';
import { domainToASCII } from 'node:url';
import { type Address, placeOf } from './address.ts';
import { knownServer, remember } from './known-servers.ts';
import { type SocksProxy, tunnel } from './proxy.ts';
import { type Trouble, troubleOf, troubleOfSilence } from './trouble.ts';
import { type Distrust, judge, type Shown } from './trust.ts';

/** Where a server is, how it is reached, and by what it is known. */
export interface Route {
  readonly address: Address;
  readonly proxy?: SocksProxy;
  /** The authorities that are trusted, in PEM; those of the system, if absent. */
  readonly ca?: string;
  /** The client's certificate and its key, in PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** The file of the servers for which no authority vouches; without it they are refused, as they are with `ca`. */
  readonly knownServers?: string;
  /** True to remember a server for which no authority vouches, and to talk to it. All are remembered, if absent. */
  readonly meet?: (server: NewServer) => boolean | Promise<boolean>;
}

/** A server that is seen for the first time, and for which no authority vouches. */
export interface NewServer {
  /** Such as `chat.example:7667`. */
  readonly place: string;
  /** SHA-256 of its certificate, as `openssl x509 -fingerprint -sha256` prints it. */
  readonly fingerprint: string;
  /** Whom the certificate is for. */
  readonly names: string;
  /** Where it is remembered. */
  readonly file: string;
}

/** A connection on which one can talk, or why there is none. */
type Dialled = { readonly socket: Socket } | { readonly trouble: Trouble };

/** Dials for at most `withinMs`, save the time that `meet` takes. After `signal` the outcome does not matter. */
export async function dial(
  route: Route,
  { withinMs, signal }: { withinMs: number; signal: AbortSignal },
): Promise<Dialled> {
  const { address } = route;
  // Now, for it takes a while: a server that hears no handshake soon after the call begins to greet a person.
  const unready = address.by === 'tls' ? unreadyFor(route) : undefined;
  if (unready !== undefined) return { trouble: unready };
  // What is on this machine needs no proxy.
  const proxy = address.by === 'unix' ? undefined : route.proxy;
  let late: Trouble | undefined;
  let isReached = false;
  const end = proxy ?? address;
  const socket = 'path' in end ? connect(end.path) : connect({ ...endOf(end), noDelay: true });
  // What goes wrong is known by its close.
  socket.on('error', () => {});
  const abandon = () => socket.destroy();
  signal.addEventListener('abort', abandon, { once: true });
  const timer = setTimeout(() => {
    late = troubleOfSilence(socket.connecting, '');
    socket.destroy();
  }, withinMs);
  try {
    await happened(socket, 'connect');
    if (proxy && 'host' in address) {
      const why = await tunnel(proxy, address, socket);
      if (late !== undefined) throw new Error('late');
      if (why !== undefined) return { trouble: { is: 'proxy', why, proxy } };
    }
    isReached = true;
    if (address.by !== 'tls') return { socket };
    const secured = secure(route, address.host, socket);
    await happened(secured, 'secureConnect');
    clearTimeout(timer);
    const distrust = await distrusted(route, address, secured);
    if (distrust === undefined) return { socket: secured };
    secured.destroy();
    return { trouble: distrust };
  } catch (error) {
    socket.destroy();
    const trouble = late ?? troubleOf(error instanceof Error ? error : undefined, '');
    return { trouble: proxy && !isReached ? { is: 'no_proxy', why: trouble, proxy } : trouble };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abandon);
  }
}

const endOf = ({ host, port }: { host: string; port: number }) => ({ host, port });

/** Rejects with the error when the socket fails before, and with nothing when it is closed. */
function happened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once('error', reject);
    socket.once('close', () => reject());
  });
}

const contexts = new WeakMap<Route, SecureContext>();

/** Reading the system's authorities takes a tenth of a second: it is done once. */
function contextOf(route: Route): SecureContext {
  const known = contexts.get(route);
  if (known !== undefined) return known;
  const { ca = [...new Set(getCACertificates('system'))], cert, key } = route;
  const made = createSecureContext({
    ca,
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    minVersion: 'TLSv1.2',
  });
  contexts.set(route, made);
  return made;
}

/** Why TLS can't be spoken with what the person has given. */
function unreadyFor(route: Route): Trouble | undefined {
  try {
    contextOf(route);
    return undefined;
  } catch (error) {
    return troubleOf(error as Error, '');
  }
}

/** What Node finds wrong with the certificate is weighed by `judge`, before anything is sent. */
function secure(route: Route, host: string, socket: Socket): TLSSocket {
  const name = domainToASCII(host) || host;
  return tlsConnect({
    socket,
    host: name,
    ...(isIP(name) === 0 && { servername: name }),
    secureContext: contextOf(route),
    rejectUnauthorized: false,
  }).on('error', () => {});
}

/** Why the server is not trusted; it is remembered when it is new, and welcome. */
async function distrusted(
  route: Route,
  address: Address,
  socket: TLSSocket,
): Promise<Distrust | Trouble | undefined> {
  const { ca, knownServers: file, meet = () => true } = route;
  const place = placeOf(address);
  const shown = shownBy(socket);
  const now = new Date();
  const onlyAuthorities = ca !== undefined || file === undefined;
  const known = onlyAuthorities ? undefined : knownServer(file, place);
  const verdict = judge(shown, known, { onlyAuthorities, now });
  switch (verdict.is) {
    case 'vouched':
    case 'known':
      return undefined;
    case 'new': {
      const { fingerprint, names } = shown;
      const untrusted: Distrust = { is: 'untrusted', fingerprint };
      if (file === undefined || !(await meet({ place, fingerprint, names, file })))
        return untrusted;
      remember(file, place, fingerprint, now);
      return undefined;
    }
    default:
      return verdict;
  }
}

function shownBy(socket: TLSSocket): Shown {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) throw new Error('The server shows no certificate.');
  const {
    fingerprint256: fingerprint,
    subjectAltName,
    subject,
    validFromDate,
    validToDate,
  } = certificate;
  const names = (subjectAltName ?? subject ?? 'nobody')
    .replace(/(?:DNS|IP Address|CN):/g, '')
    .replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ');
  const problem = problemOf(socket);
  return {
    fingerprint,
    names,
    from: validFromDate,
    until: validToDate,
    ...(problem !== undefined && { problem }),
  };
}

/** Node gives a code where its types promise an error. */
function problemOf({ authorized, authorizationError }: TLSSocket): string | undefined {
  if (authorized) return undefined;
  const given: unknown = authorizationError;
  if (given instanceof Error && 'code' in given) return String(given.code);
  return String(given);
}
