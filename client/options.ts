/** What a client for programs is told: where the server is and how it is reached, who to be there, and what to hear. */
import { DEFAULT_PORT, readAddress, whyExposed, whyNoAddress } from './dial/address.ts';
import type { NewServer, Route } from './dial/dial.ts';
import { proxyOf } from './dial/proxy.ts';

/** The options of a client. */
export interface ClientOptions {
  /**
   * Where the server is: `tls://HOST[:PORT]`, `unix:PATH`, `tcp://HOST[:PORT]` or `HOST[:PORT]`. Without TLS, whoever is on the way
   * reads all that is said. If absent, it is at `host` and `port`, by TCP.
   */
  server?: string;
  /** A name or an address; 127.0.0.1 if absent. */
  host?: string;
  /** 7667 if absent. */
  port?: number;
  /** The authorities that may vouch for the server, in PEM; those of the system if absent. */
  ca?: string;
  /**
   * The certificate that the client shows in TLS, in PEM. With a `nick` and no token the client logs in to that account by it, in each
   * new session.
   */
  cert?: string;
  /** The key of `cert`, in PEM without a passphrase. */
  key?: string;
  /** A file in which servers for which no authority vouches are remembered. Without it, and with `ca`, they are refused. */
  knownServers?: string;
  /**
   * Called when a server is seen for the first time for which no authority vouches: true to talk to it, and to remember its
   * certificate. If absent, every one is remembered. Later it has to show the same certificate.
   */
  onNewServer?: (server: NewServer) => boolean | Promise<boolean>;
  /** A SOCKS5 proxy to go through: `socks5://[USER:PASSWORD@]HOST[:PORT]`. It looks the server's name up. */
  proxy?: string;
  /** The nick to take. When it is refused, the client ends. A guest's nick if absent. */
  nick?: string;
  /**
   * A token, or the password, of the account `nick`: the client logs in to it, in each new session. None is sent where others could
   * read it: to another machine there has to be TLS.
   */
  token?: string;
  /** The rooms to join. When one is refused, the client ends. After a lost session it joins those that it was in. */
  rooms?: readonly string[];
  /** Nobody is told that the client joins or parts. */
  quiet?: boolean;
  /** By room the `seq` after which its log is told; of other rooms, what comes from now on. 0: all of it. */
  since?: Readonly<Record<string, number>>;
  /** For how many milliseconds a lost connection is retried. Without end if absent. */
  patienceMs?: number;
  /** Called when the connection changes. */
  onChange?: (note: ConnectionChange) => void;
}

/**
 * lost: the connection broke; told once for each outage. resumed: the session goes on, and nothing is missing. gone: the
 * session is over, and a new one has begun. new_store: the server has other logs than before, with other numbers.
 */
export type ConnectionChange = 'lost' | 'resumed' | 'gone' | 'new_store';

/** How the server of these options is reached. Throws a sentence about what is no address or no proxy, and a token that others could read. */
export function routeOf(options: ClientOptions): Route {
  const { server, host = '127.0.0.1', port = DEFAULT_PORT, onNewServer: meet } = options;
  const address = server === undefined ? { by: 'tcp' as const, host, port } : readAddress(server);
  if (address === undefined) {
    throw new Error(`"${server}" is no server: ${whyNoAddress(server ?? '')}`);
  }
  const why = options.token === undefined ? undefined : whyExposed(address);
  if (why !== undefined) throw new Error(why);
  const proxy = options.proxy === undefined ? undefined : proxyOf(options.proxy);
  if (options.proxy !== undefined && proxy === undefined) {
    throw new Error(
      'The proxy is none: write socks5://HOST:PORT or socks5://USER:PASSWORD@HOST:PORT.',
    );
  }
  const { ca, cert, key, knownServers } = options;
  return {
    address,
    ...(proxy && { proxy }),
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(knownServers !== undefined && { knownServers }),
    ...(meet && { meet }),
  };
}
