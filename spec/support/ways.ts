/** The ways to a server: what a fake person speaks over. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { type ClientOptions, createWebSocketStream, WebSocket } from 'ws';
import { keys } from './test-keys/keys.ts';

/** A connection that is there, as the bytes of its lines. */
export interface Connected {
  readonly stream: Duplex;
  /** Breaks it (RST). */
  cut(): void;
}

/** Connects; rejects when that is not possible. */
export type Way = () => Promise<Connected>;

const bare = async (socket: Socket): Promise<Connected> => {
  await once(socket, 'connect');
  return { stream: socket, cut: () => socket.resetAndDestroy() };
};

/** From that address of this machine, or from whichever it takes. */
export const byTcp = (port: number, host = '127.0.0.1', localAddress?: string): Way => {
  const options = { port, host, allowHalfOpen: true, noDelay: true };
  return () => bare(connect({ ...options, ...(localAddress && { localAddress }) }));
};

export const byUnix = (path: string): Way => {
  return async () => {
    const socket = connect({ path, allowHalfOpen: true });
    await once(socket, 'connect');
    return { stream: socket, cut: () => socket.destroy() };
  };
};

/** What a proxy says first of whoever comes from there. */
export const proxyHeader = (address: string): string =>
  `PROXY TCP4 ${address} 10.0.0.1 50000 7667\r\n`;

/** Another way, with this before the first line. */
export const behind = (header: string | Buffer, way: Way): Way => {
  return async () => {
    const connected = await way();
    connected.stream.write(header);
    return connected;
  };
};

/** TLS over another way, to the server of that name, whose certificate has to be right. */
export const tlsOver = (way: Way, options: ConnectionOptions = {}): Way => {
  return async () => {
    const { cut, stream: socket } = await way();
    const stream = connectTls({ socket, servername: 'localhost', ca: keys.authority, ...options });
    await once(stream, 'secureConnect');
    return { stream, cut };
  };
};

export const byTls = (port: number, options: ConnectionOptions = {}, host?: string): Way =>
  tlsOver(byTcp(port, host), options);

/** Over a WebSocket: each write is a frame. */
export const byWebSocket = (url: string, options: ClientOptions = {}): Way => {
  return async () => {
    const socket = new WebSocket(url, { ca: keys.authority, ...options });
    await once(socket, 'open');
    const stream = createWebSocketStream(socket, { decodeStrings: false });
    return { stream, cut: () => socket.terminate() };
  };
};
