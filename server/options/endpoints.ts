/** Where a server listens and with which certificates, as its options say. */
import type { CertificateFiles } from '../net/carriers/certificates.ts';
import { type Endpoint, endpointOf, isInClear, nameOf } from '../net/endpoint.ts';

/** Where to listen, and what for. */
export interface Listening {
  readonly endpoints: readonly Endpoint[];
  /** None: there is no TLS. The first is for whoever names no server. */
  readonly certificates: readonly CertificateFiles[];
  /** Lines may be spoken without TLS also where others can read them on the way. */
  readonly allowsPlaintext: boolean;
  /** Whose connections begin with a PROXY header. */
  readonly proxies: readonly string[];
  /** The origins whose pages may open a WebSocket. */
  readonly origins: readonly string[];
}

/** The options that say so, as they are checked: lists are taken apart. */
interface ListeningOptions {
  readonly host: string;
  readonly port: number;
  readonly listen?: readonly string[] | undefined;
  readonly tlsCert?: readonly string[] | undefined;
  readonly tlsKey?: readonly string[] | undefined;
  readonly proxyFrom?: readonly string[] | undefined;
  readonly origins?: readonly string[] | undefined;
  readonly allowPlaintext: boolean;
}

/** The first socket that systemd hands over. */
const FIRST_INHERITED = 3;

/** What the options come to. In the place of `--host` and `--port` are the endpoints of `--listen`, and sockets that listen already. */
export function listeningOf(options: ListeningOptions, sockets: number): Listening {
  const { tlsCert = [], tlsKey = [], proxyFrom = [], origins = [] } = options;
  const certificates = tlsCert.map((certificate, n) => ({ certificate, key: tlsKey[n] ?? '' }));
  const inherited = Array.from(
    { length: sockets },
    (_, n): Endpoint => ({ kind: 'inherited', descriptor: FIRST_INHERITED + n }),
  );
  const endpoints = [...inherited, ...endpointsOf(options, sockets > 0)];
  const { allowPlaintext: allowsPlaintext } = options;
  return { endpoints, certificates, allowsPlaintext, proxies: proxyFrom, origins };
}

function endpointsOf({ host, port, listen }: ListeningOptions, isElsewhere = false): Endpoint[] {
  if (listen) return listen.map(endpointOf).filter((endpoint) => endpoint !== undefined);
  return isElsewhere ? [] : [{ kind: 'tcp', host, port }];
}

/** What is wrong with the endpoints, said behind the name of the option. */
export function endpointProblem(options: ListeningOptions): string | undefined {
  const { listen, tlsCert = [], allowPlaintext } = options;
  const wrong = listen?.find((text) => endpointOf(text) === undefined);
  if (wrong !== undefined) {
    return `is tcp://HOST:PORT, tls://HOST:PORT or unix:FILE, such as tls://[::]:7667, not "${wrong}".`;
  }
  const endpoints = endpointsOf(options);
  const demanding = endpoints.find(({ kind }) => kind === 'tls');
  if (demanding && tlsCert.length === 0) {
    return `${nameOf(demanding)} needs a certificate: --tls-cert FILE --tls-key FILE.`;
  }
  const readable = allowPlaintext ? undefined : endpoints.find(isInClear);
  if (readable === undefined) return undefined;
  const name = nameOf(readable);
  return (
    `${name} lets others read on the way what people say. Let them come by TLS only: ` +
    `--listen tls://${name} --tls-cert FILE --tls-key FILE. Or say that this is meant: --allow-plaintext.`
  );
}
