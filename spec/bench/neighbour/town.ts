/** A server with very many rooms, made by people of many addresses, as no one of them may make so many. */
import { Party } from '../../support/party.ts';
import { byTcp } from '../../support/ways.ts';

/** Rooms that one connection is in, and connections of one address: within what each may make at once. */
const ROOMS = 100;
const NEIGHBOURS = 2;

/** Resolves when all rooms are there. Their makers stay, so that the rooms do. */
export async function settle(port: number, rooms: number): Promise<void> {
  const makers = Array.from({ length: Math.ceil(rooms / ROOMS) }, (_, n) => make(port, n));
  await Promise.all(makers);
}

async function make(port: number, n: number): Promise<void> {
  const localAddress = `127.1.0.${1 + Math.floor(n / NEIGHBOURS)}`;
  const rooms = Array.from({ length: ROOMS }, (_, i) => `#room-${n}-${i}`);
  const maker = await Party.connect(byTcp(port, undefined, localAddress));
  await maker.greet('json');
  await maker.ask({ cmd: 'join', rooms });
}
