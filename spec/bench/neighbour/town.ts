/** A server with very many rooms, made by people of many addresses, as no one of them may make so many. */
import { connect } from 'node:net';

/** Rooms that one connection is in, and connections of one address: within what each may. */
const ROOMS = 100;
const NEIGHBOURS = 10;

/** Resolves when all rooms are there. Their makers stay, so that the rooms do. */
export async function settle(port: number, rooms: number): Promise<void> {
  const makers = Array.from({ length: Math.ceil(rooms / ROOMS) }, (_, n) => make(port, n));
  await Promise.all(makers);
}

function make(port: number, n: number): Promise<void> {
  const localAddress = `127.1.0.${1 + Math.floor(n / NEIGHBOURS)}`;
  const names = Array.from({ length: ROOMS }, (_, i) => `#room-${n}-${i}`);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress });
    socket.on('error', reject);
    socket.on('data', (data) => {
      if (data.includes('pong')) resolve();
    });
    socket.write(`/join ${names.join()}\n/ping\n`);
  });
}
