/** The carriers of the server: lines over bare TCP. TLS and HTTP are known by their first bytes, and refused in their own way. */
import type { Line } from './lines.ts';
import type { Carrier } from './transport.ts';

/** A carrier waits for at most this much of a request's beginning. */
const MAX_HEAD_BYTES = 2048;

/** The first line of an HTTP request. A web page may make a browser send one, and nobody means to say its lines. */
const request = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/\d/;
/** A request line that was cut off before its end. */
const longRequest = /^[A-Z]+ \S+(?: H?T?T?P?\/?)?$/;
/** What may still become a request line. */
const beginning = /^[a-z]{1,16}(?: \S*(?: H?T?T?P?\/?)?)?$/i;

const nothing = Buffer.alloc(0);

/** It is cut without an answer, since a web page could read an answer. */
const http: Carrier = {
  fits(head) {
    const text = head.toString('latin1', 0, MAX_HEAD_BYTES);
    if (request.test(text)) return true;
    return beginning.test(text) && head.length < MAX_HEAD_BYTES ? undefined : false;
  },
  carry: () => ({ refusal: nothing }),
};

/** True for a line that begins an HTTP request, also one that was too long. */
export const isRequest = (line: Line): boolean =>
  typeof line === 'string'
    ? request.test(line)
    : request.test(line.beginning) || longRequest.test(line.beginning);

const HANDSHAKE = 0x16;
const VERSION = 3;
/** A record of TLS: an alert, fatal, the handshake fails. */
const alert = Buffer.from([0x15, VERSION, 1, 0, 2, 2, 40]);

const tls: Carrier = {
  fits(head) {
    if (head[0] !== HANDSHAKE) return false;
    return head.length < 2 ? undefined : head[1] === VERSION;
  },
  carry: () => ({ refusal: alert }),
};

const lines: Carrier = {
  fits: () => true,
  carry: (stream, head) => ({ stream, head, isEncrypted: false }),
};

/** In the order in which they are asked; the first that fits carries the connection. */
export const carriers: readonly Carrier[] = [tls, http, lines];
