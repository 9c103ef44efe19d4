/** Lines in TLS: how a handshake begins, and what is behind it. */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Carrier } from '../transport.ts';
import type { Certificates } from './certificates.ts';

const HANDSHAKE = 0x16;
const VERSION = 3;
/** A record of TLS: an alert, fatal, the handshake fails. */
const alert = Buffer.from([0x15, VERSION, 1, 0, 2, 2, 40]);

function fits(head: Buffer): boolean | undefined {
  if (head[0] !== HANDSHAKE) return false;
  return head.length < 2 ? undefined : head[1] === VERSION;
}

/** TLS with these certificates. What comes in it is carried by one of `within`. */
export const tls = (certificates: Certificates, within: readonly Carrier[]): Carrier => ({
  fits,
  carry(socket, head, { carried }) {
    socket.unshift(head);
    const secured = new TLSSocket(socket as Socket, {
      isServer: true,
      secureContext: certificates.standard,
      SNICallback: (name, answer) => answer(null, certificates.of(name)),
      // Whose certificate it is says its fingerprint, not who has signed it.
      requestCert: true,
      rejectUnauthorized: false,
    });
    secured.on('error', () => socket.destroy());
    secured.once('secure', () => {
      const certificate = secured.getPeerX509Certificate()?.fingerprint256;
      carried({ stream: secured, isEncrypted: true, carriers: within, certificate });
    });
  },
});

/** TLS where there is no certificate: told by TLS that it fails. */
export const noTls: Carrier = {
  fits,
  carry: (_, __, { refuse }) => refuse(alert),
};
