/** The carriers of a server, in the order in which they are asked; the first that fits carries the connection. */
import type { Carrier } from '../transport.ts';
import type { Certificates } from './certificates.ts';
import { beginsRequest } from './request.ts';
import { noTls, tls } from './tls.ts';

const nothing = Buffer.alloc(0);

/** It is cut without an answer, since a web page could read an answer. */
const http: Carrier = {
  fits: beginsRequest,
  carry: (_, __, { refuse }) => refuse(nothing),
};

const inClear: readonly Carrier[] = [http];

const demand = Buffer.from('! This address speaks TLS only. Connect to it with TLS.\n');

const clear: Carrier = {
  fits: () => true,
  carry: (_, __, { refuse }) => refuse(demand),
};

/** The carriers of each kind of listener. What none of them fits is lines. */
export interface Carriers {
  /** Of one where all may come. */
  readonly all: readonly Carrier[];
  /** Of one where only TLS may come. */
  readonly onlyTls: readonly Carrier[];
}

/** The carriers of a server that has these certificates, if it has some. */
export function carriersWith(certificates: Certificates | undefined): Carriers {
  const secure = certificates ? tls(certificates, inClear) : noTls;
  return { all: [secure, ...inClear], onlyTls: [secure, http, clear] };
}
