/** A connection whose peer says nothing; what is written to it is the spec's. */
import type { Clock } from '../../server/clock.ts';
import type { Door } from '../../server/doors/door.ts';
import { Connection, type ConnectionHost } from '../../server/net/connection.ts';
import type { Transport } from '../../server/net/transport.ts';

const nothing = (): void => {};

/** Nobody hears what it tells. */
const deaf: ConnectionHost = {
  opened: nothing,
  commanded: nothing,
  refused: nothing,
  slowed: nothing,
  finished: nothing,
  closed: nothing,
  unfinished: nothing,
  isBusyFor: () => false,
  worked: nothing,
  mayBeginHandshake: () => true,
  handshakeEnded: nothing,
};

/** Takes all that is written to it. */
const takingAll: Omit<Transport, 'address' | 'write'> = {
  isPrivate: true,
  mayBeginTls: false,
  certificate: undefined,
  waiting: 0,
  unread: 0,
  isChoked: false,
  taken: 0,
  open: nothing,
  turnAway: nothing,
  cork: nothing,
  uncork: nothing,
  pause: nothing,
  resume: nothing,
  end: nothing,
  cut: nothing,
  closed: async () => {},
};

export function dumbConnection(
  id: number,
  address: string,
  { door, clock }: { door: Door; clock: Clock },
  written: (bytes: Buffer) => void = nothing,
): Connection {
  const write = (bytes: Buffer): boolean => {
    written(bytes);
    return true;
  };
  const service = { doors: [door], allowance: undefined, clock };
  return new Connection(id, { ...takingAll, address, write }, deaf, service);
}
