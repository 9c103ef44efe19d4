/** The bytes of one connection, in both directions; and the ports of what carries them, such as TLS. */
import type { Duplex } from 'node:stream';

/** One way to carry bytes, other than as they are: such as TLS. */
export interface Carrier {
  /** True when bytes that begin with `head` come this way. Undefined while there are too few to say; then it is asked again. */
  fits(head: Buffer): boolean | undefined;
  /** Takes over what a peer sends, and tells once what has become of it. */
  carry(peer: Peer, to: CarrierEvents): void;
}

/** Whom a carrier takes over. */
export interface Peer {
  /** Their address, as limits count it. */
  readonly address: string;
  readonly stream: Duplex;
  /** What has been read of it. */
  readonly head: Buffer;
}

/** What a carrier tells, once. */
export interface CarrierEvents {
  /** Its bytes are those of another stream from here on. */
  carried(to: Carried): void;
  /** The peer has asked for no lines, and was answered: the carrier closes it. If it takes that too long, the peer is cut. */
  answered(): void;
  /** The peer is told this, and closed. When it is nothing, the peer is cut at once. */
  refuse(bytes: Buffer): void;
}

/** A stream around another one. */
export interface Carried {
  /** Once the one that it is around is closed, it hands over what it has of it, and closes. */
  readonly stream: Duplex;
  /** True when nobody can read its bytes on the way. */
  readonly isEncrypted?: true;
  /** The SHA-256 of the certificate that the peer has shown, if it has: hexadecimal, with colons. */
  readonly certificate?: string | undefined;
  /** How many bytes have come that are held in front of the stream, if any are. */
  readonly unread?: () => number;
  /** What its bytes may be in turn. */
  readonly carriers: readonly Carrier[];
}

/** What a transport tells. */
export interface TransportEvents {
  received(chunk: Buffer): void;
  /** The peer takes more again. */
  drained(): void;
  /** The peer will send no more. */
  ended(): void;
  /** A handshake begins: nothing can be told before its end. */
  handshake(): void;
  /** It has ended well. */
  ready(): void;
  /** It has ended: the transport carries nothing, and will be closed. */
  refused(): void;
  closed(): void;
}

/** The bytes of one connection, in both directions. */
export interface Transport {
  /** The peer's address, as limits count it. */
  readonly address: string;
  /** True when others can't read its bytes on the way: they are encrypted, or don't leave this machine. */
  readonly isPrivate: boolean;
  /** True while TLS may yet begin. */
  readonly mayBeginTls: boolean;
  /** The SHA-256 of the certificate that the peer has shown in TLS, as OpenSSL prints it. */
  readonly certificate: string | undefined;
  /** Bytes that wait for the peer. */
  readonly waiting: number;
  /** Bytes that have come and are not taken. */
  readonly unread: number;
  /** True while it takes no more. `drained` says when it does again. */
  readonly isChoked: boolean;
  /** Bytes that the kernel has taken. */
  readonly taken: number;
  /** Begins to read. Call it once, as soon as the transport is there. */
  open(events: TransportEvents): void;
  /** In place of `open`: tells the peer this and closes; if `isHurried`, without waiting for the peer. Its bytes are not read. */
  turnAway(bytes: Buffer, isHurried: boolean): void;
  /** False when it takes no more for now. */
  write(bytes: Buffer): boolean;
  /** What is written before `uncork` leaves together. */
  cork(): void;
  uncork(): void;
  pause(): void;
  resume(): void;
  /** Closes when all has been written. What the peer still sends is not read. */
  end(): void;
  cut(): void;
  /** Resolves when it is closed. */
  closed(): Promise<void>;
}

/** A peer has this long to close after its last bytes were sent. */
export const FAREWELL_MS = 1000;
