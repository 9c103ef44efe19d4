/** The bad neighbour's process: so many connections of one address, each of which sends as fast as it is read, and hears nothing. */
import { connect, type Socket } from 'node:net';
import { attacks } from './attacks.ts';

export interface Orders {
  readonly port: number;
  readonly attack: string;
  readonly connections: number;
  /** Where all of them come from. */
  readonly address: string;
}

/** About so many bytes are handed to a socket at once. */
const PIECE_BYTES = 16 * 1024;
/** A connection that was closed or broken is made anew after so many milliseconds. */
const RECONNECT_MS = 20;

process.once('disconnect', () => process.exit());
process.once('message', (orders: Orders) => {
  for (let n = 0; n < orders.connections; n += 1) open(orders, n);
});

function open(orders: Orders, n: number): void {
  const { first = [], lines, deaf, breaks } = attacks[orders.attack]!;
  const { port, address: localAddress } = orders;
  const socket = connect({ host: '127.0.0.1', port, localAddress });
  const nick = `n${n}-${localAddress.replaceAll('.', '-')}`;
  const said = (some: readonly string[]): string =>
    some.map((line) => `${line.replace('NICK', nick)}\n`).join('');
  const round = said(lines);
  const piece = breaks ? round : round.repeat(Math.ceil(PIECE_BYTES / round.length));
  const again = (): void => {
    setTimeout(() => open(orders, n), RECONNECT_MS);
  };
  socket.on('error', () => {}).on('close', again);
  if (!deaf) socket.resume();
  socket.write(said(first));
  if (breaks) socket.write(piece, () => setTimeout(() => socket.resetAndDestroy(), RECONNECT_MS));
  else flood(socket, piece);
}

function flood(socket: Socket, piece: string): void {
  while (!socket.destroyed && socket.write(piece)) {}
  socket.once('drain', () => flood(socket, piece));
}

process.send?.('ready');
