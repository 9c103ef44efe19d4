/** TLS in front of a server of the specs, with one of the certificates that `certificates/make.sh` has made. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createServer, type TlsOptions } from 'node:tls';
import { listening } from './listening.ts';

/** The path of a file such as `server.pem`. */
export const certificateFile = (name: string): string =>
  join(import.meta.dirname, 'certificates', name);

export const certificate = (name: string): string => readFileSync(certificateFile(name), 'utf8');

/** As a person is told it. */
export const fingerprintOf = (name: string): string =>
  new X509Certificate(certificate(name)).fingerprint256;

interface TlsFront {
  readonly port: number;
  /** How many connections have come through a handshake, and what their clients have sent. */
  readonly met: { count: number; sent: string };
  /** Shows another certificate from now on. */
  show(name: string): void;
  /** Cuts all connections. */
  cut(): void;
}

/** Decrypts for a server on 127.0.0.1; `name` is its certificate, whose key is `server.key`. */
export async function startTls(
  target: number,
  name = 'server.pem',
  options: TlsOptions = {},
): Promise<TlsFront> {
  const met = { count: 0, sent: '' };
  const key = certificate('server.key');
  const server = createServer({ key, cert: certificate(name), ...options, allowHalfOpen: true });
  server.on('tlsClientError', () => {});
  server.on('secureConnection', (inner) => {
    met.count += 1;
    const onward = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    for (const socket of [inner, onward]) socket.on('error', () => {});
    inner.on('data', (bytes) => {
      met.sent += bytes;
    });
    inner.pipe(onward).pipe(inner);
    inner.on('close', () => onward.destroy());
  });
  const { port, cut } = await listening(server);
  return {
    port,
    met,
    show: (other) => server.setSecureContext({ key, cert: certificate(other) }),
    cut,
  };
}
