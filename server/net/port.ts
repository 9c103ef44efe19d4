/** Where connections come from: the sockets of this machine, or what a spec puts in their place. */
import type { Clock } from '../clock.ts';
import type { Carriers } from './carriers/index.ts';
import type { Endpoint } from './endpoint.ts';
import type { Proxies } from './proxies.ts';
import type { Transport } from './transport.ts';

/** A source of connections. */
export interface Port {
  /**
   * Resolves with where it accepts connections, in the order given and with the numbers that were picked. Rejects with an
   * error that says which of them can't be had, and why; then it accepts none.
   */
  open(events: PortEvents): Promise<readonly Endpoint[]>;
  /** Accepts nobody any more. */
  close(): void;
}

/** What a port tells. */
export interface PortEvents {
  /** A peer has connected. It has to be opened or refused at once. */
  came(transport: Transport): void;
  /** A connection could not be accepted: why, in words. */
  trouble(why: string): void;
}

/** Where to listen, and what for. */
export interface PortOptions {
  readonly endpoints: readonly Endpoint[];
  readonly carriers: Carriers;
  /** Lines may be spoken without TLS also where others can read them on the way. */
  readonly allowsPlaintext: boolean;
  /** Who has to say for whom they connect. */
  readonly proxies: Proxies;
  readonly clock: Clock;
}
