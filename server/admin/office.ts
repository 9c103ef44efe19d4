/** The socket in the server's directory, where the shell asks for what only whoever runs the server may have done. */
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import { type Clerk, MAX_REQUEST_BYTES, requestIn } from './requests.ts';

/** The path of the socket: of two that mean the same the shorter one, since the system takes about 100 bytes. */
export function socketIn(directory: string): string {
  const path = join(directory, 'parlance.sock');
  const near = relative('', path);
  return near.length < path.length ? near : path;
}

/** The socket of a running server, open for requests of the shell. */
export interface Office {
  /** Takes no more requests, and resolves when those that it has taken are answered. */
  close(): Promise<void>;
}

const OWNER_ONLY = 0o177;

/**
 * Opens the office of a directory, of which the caller has the lock: a socket that is there was left by a server that is
 * gone. Rejects when that can't be done.
 */
export async function openOffice(directory: string, clerk: Clerk): Promise<Office> {
  const path = socketIn(directory);
  const visits = new Set<Promise<void>>();
  const server = createServer((socket) => {
    const visit = serve(socket, clerk).finally(() => visits.delete(visit));
    visits.add(visit);
  });
  rmSync(path, { force: true });
  const before = process.umask(OWNER_ONLY);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(path, resolve);
    });
  } finally {
    process.umask(before);
  }
  server.on('error', () => {});
  return {
    async close() {
      server.close();
      await Promise.all(visits);
    },
  };
}

/** Takes one request from each connection. */
async function serve(socket: Socket, clerk: Clerk): Promise<void> {
  socket.on('error', () => {});
  const line = await lineFrom(socket);
  const asked = line === undefined ? undefined : requestIn(line);
  if (asked === undefined) {
    socket.destroy();
    return;
  }
  const report = await clerk(asked).catch(() => undefined);
  if (report === undefined) socket.destroy();
  else socket.end(`${JSON.stringify(report)}\n`);
}

/** A request has to come within this time. */
const REQUEST_DELAY_MS = 5000;

/** The first line; nothing when it does not come in time, or is too long. */
function lineFrom(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8').setTimeout(REQUEST_DELAY_MS, () => resolve(undefined));
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) {
        socket.setTimeout(0);
        resolve(text.slice(0, end));
      } else if (text.length > MAX_REQUEST_BYTES) resolve(undefined);
    });
    socket.on('close', () => resolve(undefined));
  });
}
