/** The way to a server through a SOCKS5 proxy, such as that of `ssh -D` or of Tor; names are looked up by the proxy. */
import type { Socket } from 'node:net';
import { hostAndPort } from './address.ts';

/** A proxy, and who one is there. */
export interface SocksProxy {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

/** Why there is no way through a proxy that was reached. */
export type ProxyRefusal =
  | 'login'
  | 'not_allowed'
  | 'no_way'
  | 'nobody'
  | 'no_proxy'
  | 'hung_up'
  | 'no_reason';

const DEFAULT_PROXY_PORT = 1080;

/** The proxy that `socks5://[USER:PASSWORD@]HOST[:PORT]` says, or nothing when it is none. */
export function proxyOf(given: string): SocksProxy | undefined {
  if (!/^socks5h?:\/\//i.test(given) || !URL.canParse(given)) return undefined;
  const { hostname, port, username, password, pathname } = new URL(given);
  if (hostname === '' || !/^\/?$/.test(pathname)) return undefined;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || DEFAULT_PROXY_PORT,
    ...(username !== '' && {
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
    }),
  };
}

/** Has the proxy at the other end of `socket` connect to a server. Returns why it does not. */
export async function tunnel(
  proxy: SocksProxy,
  destination: { host: string; port: number },
  socket: Socket,
): Promise<ProxyRefusal | undefined> {
  const { SocksClient } = await import('socks');
  const { host, port, user: userId, password } = proxy;
  try {
    await SocksClient.createConnection({
      proxy: { host, port, type: 5, ...(userId && { userId }), ...(password && { password }) },
      destination: { host: destination.host, port: destination.port },
      command: 'connect',
      existing_socket: socket,
    });
    return undefined;
  } catch (error) {
    return refusalIn(error instanceof Error ? error.message : '');
  }
}

/** The package `socks` tells by words alone what the proxy has answered. */
function refusalIn(message: string): ProxyRefusal {
  if (/Authentication failed|accepted authentication/.test(message)) return 'login';
  if (/NotAllowed$/.test(message)) return 'not_allowed';
  if (/(Network|Host)Unreachable$|TTLExpired$/.test(message)) return 'no_way';
  if (/ConnectionRefused$/.test(message)) return 'nobody';
  if (/Received invalid/.test(message)) return 'no_proxy';
  return /rejected connection/.test(message) ? 'no_reason' : 'hung_up';
}

/** The sentences for the person. */
export function refusalInWords(why: ProxyRefusal, proxy: SocksProxy, place: string): string {
  const through = `The proxy ${hostAndPort(proxy)}`;
  switch (why) {
    case 'login':
      return `${through} does not let you in: it wants socks5://USER:PASSWORD@${hostAndPort(proxy)}, with a user and a password that it knows.`;
    case 'not_allowed':
      return `${through} does not allow connections to ${place}.`;
    case 'no_way':
      return `${through} finds no way to ${place}.`;
    case 'nobody':
      return `${through} is there, but nobody listens at ${place}.`;
    case 'no_proxy':
      return `${hostAndPort(proxy)} is no SOCKS5 proxy.`;
    case 'hung_up':
      return `${through} hung up.`;
    case 'no_reason':
      return `${through} can't connect to ${place}; it does not say why.`;
    default:
      return unsaid(why);
  }
}

function unsaid(why: never): never {
  throw new Error(`A refusal without words: ${why}`);
}
