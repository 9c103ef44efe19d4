/** What is known of a socket before its first byte: where it comes from, and what holds for all that come to the same place. */
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Exit } from './exit.ts';
import type { Carrier } from './transport.ts';

/** A handshake, or a request, takes at most this long. */
export const HANDSHAKE_MS = 5000;

/** Where a socket comes from. */
export interface Origin {
  /** The peer's address, as limits count it. */
  readonly address: string;
  /** The stream of its lines, when they begin within something already. */
  readonly stream?: Duplex;
  /** True when others can't read on the way what comes before any handshake. */
  readonly isPrivate: boolean;
}

/** What holds for all sockets of one place. */
export interface Terms {
  /** False for sockets that are a file of this machine. */
  readonly isTcp: boolean;
  /** What their bytes may be. What none of them fits is lines. */
  readonly carriers: readonly Carrier[];
  /** Lines are not among it: they begin with a handshake. */
  readonly demandsHandshake: boolean;
  /** TLS is among it, unless it has begun already. */
  readonly offersTls: boolean;
  readonly clock: Clock;
  /** By which peers leave that end or break their connections. */
  readonly exit: Exit;
}
