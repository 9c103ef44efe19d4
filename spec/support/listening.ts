/** What listens in the place of a server, on a free port of this machine. It is gone afterwards, with its connections. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterwards } from './afterwards.ts';

interface StandIn {
  readonly port: number;
  /** Breaks all connections. */
  cut(): void;
  /** Nobody listens there any more. */
  close(): Promise<void>;
}

/** Has a server listen that is made already: of TLS, for example. */
export async function listening(server: Server): Promise<StandIn> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const close = (): Promise<void> => {
    cut();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  afterwards(close);
  return { port, cut, close };
}

/** Something that does this with whoever comes. */
export const standIn = (receive: (socket: Socket) => void): Promise<StandIn> =>
  listening(createServer(receive));

/** A socket that listens and is given to another process, by the number of its file. Let go, that one alone has it. */
export async function socketToGive(): Promise<{ port: number; fd: number; letGo: () => void }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { _handle: handle } = server as Server & { _handle?: { fd: number } };
  return { port, fd: handle?.fd ?? 0, letGo: () => server.close() };
}
