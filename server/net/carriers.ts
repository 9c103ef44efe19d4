/** The carriers of the server: lines over bare TCP. The others are known by their first bytes, and refused so that they understand. */
import type { Line } from './lines.ts';
import type { Carrier } from './transport.ts';

/** A carrier waits for at most this much of a request's beginning. */
const MAX_HEAD_BYTES = 2048;

/** The first line of a request: a browser that was led here by some page. Nobody means to say what it sends. */
const request = /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/\d/;
/** One that was cut off before its end. */
const longRequest = /^[A-Z]+ \S+(?: H?T?T?P?\/?)?$/;
/** What may become one. */
const beginning = /^[a-z]{1,16}(?: \S*(?: H?T?T?P?\/?)?)?$/i;

const nothing = Buffer.alloc(0);

/** It is let go without a word: what it was answered, some page could read. */
const http: Carrier = {
  fits(head) {
    const text = head.toString('latin1', 0, MAX_HEAD_BYTES);
    if (request.test(text)) return true;
    return beginning.test(text) && head.length < MAX_HEAD_BYTES ? undefined : false;
  },
  carry: () => ({ refusal: nothing }),
};

/** A line that begins a request: as it came, or as much of it as a line may be. */
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

/** The first one that fits carries. */
export const carriers: readonly Carrier[] = [tls, http, lines];
