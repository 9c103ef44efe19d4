/** A SOCKS5 proxy for specs, as RFC 1928 and 1929 describe it: it connects, or refuses with a code. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { standIn } from '../../support/listening.ts';

interface Manners {
  /** `user:password` that it asks for. */
  login?: string;
  /** The code with which it refuses; 0 lets through. */
  reply?: number;
}

/** Lets through to any name on this machine, and notes the names that it was asked for. */
export async function startProxy({ login, reply = 0 }: Manners = {}) {
  const asked: string[] = [];
  const { port } = await standIn((socket) => {
    void serve(socket).catch(() => socket.destroy());
  });

  async function serve(socket: Socket): Promise<void> {
    await next(socket);
    socket.write(Buffer.from([5, login === undefined ? 0 : 2]));
    if (login !== undefined) {
      const given = await next(socket);
      const user = given.toString('utf8', 2, 2 + Number(given[1]));
      const password = given.toString('utf8', 3 + user.length);
      const isRight = `${user}:${password}` === login;
      socket.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return;
    }
    const request = await next(socket);
    const port = request.readUInt16BE(request.length - 2);
    const kind = request[3];
    asked.push(kind === 3 ? request.toString('utf8', 5, request.length - 2) : `kind ${kind}`);
    socket.write(Buffer.from([5, reply, 0, 1, 127, 0, 0, 1, 0, 0]));
    if (reply !== 0) return;
    const onward = connect({ port, host: '127.0.0.1' });
    onward.on('error', () => {});
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) {
      end.on('close', () => {
        socket.destroy();
        onward.destroy();
      });
    }
  }

  return { port, asked };
}

async function next(socket: Socket): Promise<Buffer> {
  const [bytes] = await once(socket, 'data');
  return bytes;
}
