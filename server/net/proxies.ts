/** Proxies that may say for whom they connect: which addresses they have, and what they say. */
import type { Duplex } from 'node:stream';
import ipaddr from 'ipaddr.js';
import { ipOf } from './neighbours.ts';
import { headerIn, MAX_HEADER_BYTES } from './proxy-header.ts';
import type { Carrier } from './transport.ts';

/** Those who connect by a file of this machine. */
const UNIX = 'unix';

/** A list of addresses, of ranges such as 10.0.0.0/8, and perhaps `unix`. */
export class Proxies {
  readonly #ranges: readonly ReturnType<typeof rangeOf>[];
  readonly #hasUnix: boolean;

  constructor(list: readonly string[]) {
    this.#hasUnix = list.includes(UNIX);
    this.#ranges = list.filter((text) => text !== UNIX).map(rangeOf);
  }

  /** True when whoever connects from there has to say for whom. Without an address they connect by a file. */
  has(remote: string | undefined): boolean {
    if (remote === undefined) return this.#hasUnix;
    if (this.#ranges.length === 0) return false;
    const address = ipOf(remote);
    if (address === undefined) return false;
    return this.#ranges.some((range) => range[0].kind() === address.kind() && address.match(range));
  }
}

const rangeOf = (text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] => {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** True for an address, a range of them, or `unix`. */
export const isProxy = (text: string): boolean =>
  text === UNIX || ipaddr.isValidCIDR(text) || (/[.:]/.test(text) && ipaddr.isValid(text));

/** Whom a proxy has brought. */
export interface Introduced {
  /** What comes behind the header. */
  readonly stream: Duplex;
  /** The header came in TLS. */
  readonly isEncrypted: boolean;
  /** What the stream may carry. */
  readonly carriers: readonly Carrier[];
  /** Their address; none when the proxy has come for itself. */
  readonly address: string | undefined;
  /** Whether they have come to the proxy by TLS, if it says so. */
  readonly cameByTls: boolean | undefined;
}

/** What a stream may carry: TLS, and what may come in it. */
export interface Offer {
  /** The proxy's address. */
  readonly address: string;
  readonly carriers: readonly Carrier[];
  readonly secure: Carrier;
  /** It came in TLS. */
  readonly isEncrypted?: boolean;
}

/**
 * Reads the header on a stream that may carry these; also within TLS, when that comes first. Tells undefined when there is
 * none; then the stream is of no use any more.
 */
export function introduced(
  stream: Duplex,
  { address: proxy, carriers, secure, isEncrypted = false }: Offer,
  done: (whom: Introduced | undefined) => void,
): void {
  let head: Buffer | undefined;
  const fail = (): void => done(undefined);
  stream.on('end', fail).on('error', fail);
  stream.on('data', function look(chunk: Buffer): void {
    const seen = joined(head, chunk.subarray(0, MAX_HEADER_BYTES));
    const beginning = headerIn(seen);
    const isTls = beginning.is === 'other' && !isEncrypted && secure.fits(seen);
    if (beginning.is === 'partial' || isTls === undefined) {
      head = seen;
      return;
    }
    stream.off('data', look).off('end', fail).off('error', fail).pause();
    if (beginning.is === 'other' && !isTls) return fail();
    const all = joined(head, chunk);
    if (beginning.is === 'header') {
      if (all.length > beginning.length) stream.unshift(all.subarray(beginning.length));
      const { address, isEncrypted: cameByTls } = beginning;
      return done({ stream, isEncrypted, carriers, address, cameByTls });
    }
    stream.on('error', fail);
    secure.carry(
      { address: proxy, stream, head: all },
      {
        carried: ({ stream, carriers }) =>
          introduced(stream, { address: proxy, carriers, secure, isEncrypted: true }, done),
        answered: fail,
        refuse: fail,
      },
    );
  });
}

const joined = (head: Buffer | undefined, chunk: Buffer): Buffer =>
  head === undefined ? chunk : Buffer.concat([head, chunk]);
