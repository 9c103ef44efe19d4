/** Connections of bare bytes, for what is no lines: half a handshake, an alert, a certificate. Whoever talks is a `Party`. They are gone afterwards. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { afterwards } from './afterwards.ts';

interface Knock {
  readonly socket: Socket;
  /** All bytes that come until the end. */
  readonly heard: Promise<Buffer>;
}

/** Connects, and says nothing. */
export function knock(port: number): Knock {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  afterwards(() => socket.destroy());
  return { socket, heard: last(socket) };
}

/** Begins TLS, and takes every certificate. */
export function knockByTls(port: number, options: ConnectionOptions = {}): TLSSocket {
  const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options });
  afterwards(() => socket.destroy());
  return socket;
}

async function last(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks);
}
