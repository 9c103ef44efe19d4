/** The carriers of a server, in the order in which they are asked; the first that fits carries the connection. */
import type { Carrier } from '../transport.ts';
import type { Certificates } from './certificates.ts';
import { noTls, tls } from './tls.ts';
import { type WebOptions, web } from './web.ts';

const demand = Buffer.from('! This address speaks TLS only. Connect to it with TLS.\n');

const clear: Carrier = {
  fits: () => true,
  carry: (_, { refuse }) => refuse(demand),
};

/** The carriers of each kind of listener. What none of them fits is lines. */
export interface Carriers {
  /** Of one where all may come. */
  readonly all: readonly Carrier[];
  readonly hasCertificate: boolean;
  /** TLS itself. */
  readonly secure: Carrier;
  /** Of one where only TLS may come. */
  readonly onlyTls: readonly Carrier[];
}

/** The carriers of a server that has these certificates, if it has some. */
export function carriersWith(certificates: Certificates | undefined, site: WebOptions): Carriers {
  const secure = certificates ? tls(certificates, [web(site, true)], site.turnstile) : noTls;
  return {
    hasCertificate: certificates !== undefined,
    secure,
    all: [secure, web(site, false)],
    onlyTls: [secure, clear],
  };
}
