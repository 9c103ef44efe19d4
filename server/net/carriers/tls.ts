/** Lines in TLS: how a handshake begins, and what is behind it. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Carrier, CarrierEvents } from '../transport.ts';
import type { Turnstile } from '../turnstile.ts';
import type { Certificates } from './certificates.ts';

const HANDSHAKE = 0x16;
const VERSION = 3;
/** Before a record of TLS stand its kind, its version and its length, which is so much at most. */
const RECORD_HEAD_BYTES = 5;
/** The first message of a handshake is of this kind. */
const CLIENT_HELLO = 1;
const MAX_RECORD_BYTES = 16_384;
/** So many handshakes are under way: each takes 55 KB. With one more, the one that has taken longest is cut. */
const MAX_HANDSHAKES = 1024;

/**
 * A peer may change its keys this often. Programs do so after millions of records, and each change takes longer than a
 * line: whoever sends nothing else would be free to keep the server busy.
 */
const MAX_KEY_UPDATES = 32;
/** So OpenSSL calls a key of the client's that is not its first. */
const LATER_KEY = Buffer.from('CLIENT_TRAFFIC_SECRET_N ');

/** A record of TLS: an alert, fatal, the handshake fails. */
const alert = Buffer.from([0x15, VERSION, 1, 0, 2, 2, 40]);

function fits(head: Buffer): boolean | undefined {
  if (head[0] !== HANDSHAKE) return false;
  return head.length < 2 ? undefined : head[1] === VERSION;
}

/** TLS with these certificates, whose handshakes begin when `turnstile` lets them. What comes in it is carried by one of `within`. */
export function tls(
  certificates: Certificates,
  within: readonly Carrier[],
  turnstile: Turnstile,
): Carrier {
  /** The longest under way first. */
  const handshakes = new Set<Duplex>();

  return {
    fits,
    carry({ address, stream, head }, to) {
      enter(stream);
      collect(stream, head, (hello) => {
        // TLS would say the same, and the connection would cost twice as much.
        if (hello[RECORD_HEAD_BYTES] !== CLIENT_HELLO) return to.refuse(alert);
        const take = (): void => {
          if (!stream.destroyed) begin(stream, hello, to);
        };
        turnstile.queue({ address, take });
      });
    },
  };

  function begin(socket: Duplex, head: Buffer, { carried }: CarrierEvents): void {
    socket.unshift(head);
    const secured = new TLSSocket(socket as Socket, {
      isServer: true,
      secureContext: certificates.standard,
      SNICallback: (name, answer) => answer(null, certificates.of(name)),
      // Whose certificate it is says its fingerprint, not who has signed it.
      requestCert: true,
      rejectUnauthorized: false,
    });
    // It closes `socket`, too. With that closed first, Node frees what OpenSSL works on, by which this may be called.
    const cut = (): void => void secured.destroy();
    // What breaks TLS behind the handshake is an `error` only where a `tls.Server` has taken the socket over: but that does not say
    // whose socket it was, takes a tenth longer for a handshake, and leaves the socket open.
    secured.on('error', cut).on('_tlsError', cut);
    // OpenSSL alone would refuse a handshake within TLS 1.2 as often as it is begun. This breaks TLS.
    secured.disableRenegotiation();
    let updates = 0;
    secured.on('keylog', (line) => {
      if (line.subarray(0, LATER_KEY.length).equals(LATER_KEY)) updates += 1;
      if (updates > MAX_KEY_UPDATES) cut();
    });
    secured.once('secure', () => {
      handshakes.delete(socket);
      const certificate = secured.getPeerX509Certificate()?.fingerprint256;
      carried({ stream: secured, isEncrypted: true, carriers: within, certificate });
    });
  }

  function enter(socket: Duplex): void {
    handshakes.add(socket);
    socket.once('close', () => handshakes.delete(socket));
    if (handshakes.size <= MAX_HANDSHAKES) return;
    const [longest] = handshakes;
    longest?.destroy();
  }
}

/** Hands over what a handshake begins with once all of it is there: whoever stops before that has cost their bytes and no more. */
function collect(socket: Duplex, head: Buffer, done: (hello: Buffer) => void): void {
  if (head.length >= lengthOf(head)) return done(head);
  let hello = head;
  const hear = (bytes: Buffer): void => {
    hello = Buffer.concat([hello, bytes]);
    if (hello.length < lengthOf(hello)) return;
    socket.off('data', hear);
    socket.pause();
    done(hello);
  };
  socket.on('data', hear);
  socket.resume();
}

/** How long its first record is; its head alone when no record may be so long. */
function lengthOf(head: Buffer): number {
  if (head.length < RECORD_HEAD_BYTES) return RECORD_HEAD_BYTES;
  const length = head.readUInt16BE(RECORD_HEAD_BYTES - 2);
  return RECORD_HEAD_BYTES + (length > MAX_RECORD_BYTES ? 0 : length);
}

/** TLS where there is no certificate: told by TLS that it fails. */
export const noTls: Carrier = {
  fits,
  carry: (_, { refuse }) => refuse(alert),
};
