/** The bytes that wait to be written to one connection: gathered during a turn, counted, and written together. */
import type { Event } from '../../grammar/events.ts';
import type { Dialect } from '../doors/door.ts';
import type { Batch } from './batch.ts';
import type { Transport } from './transport.ts';

/** A part of a batch. Its bytes are made when the batch is complete. */
interface BatchSlice {
  readonly batch: Batch;
  readonly dialect: Dialect;
  readonly from: number;
  readonly to: number;
}

/** Bytes, or a slice of a batch that becomes bytes at the flush. */
export type Piece = Buffer | BatchSlice;

/** The reader that is told things on a connection. */
export interface Owner {
  tell(event: Event): void;
  /** More bytes wait than may. */
  lag(): void;
  /** It can be handed more: the connection takes more, or a log was read for it. */
  goOn(): void;
}

/** Past this many waiting bytes a connection is fed from the log. */
const OUTBOX_LIMIT_BYTES = 256 * 1024;

const bel = Buffer.from('\x07');

/** The bytes of one turn for one connection. */
export class Outbox {
  dialect: Dialect;
  owner: Owner | undefined;
  readonly #transport: Transport;
  // Nearly always there is one piece a turn: a room's batch.
  #first: Piece | undefined;
  #others: Piece[] | undefined;
  /** Bytes that must leave after all that is written to anybody in a turn, of each such turn that is not written yet. */
  #last: Piece[][] | undefined;
  #rings = false;

  constructor(transport: Transport, dialect: Dialect) {
    this.#transport = transport;
    this.dialect = dialect;
  }

  /** Returns true when it is the first piece since the last flush. */
  push(piece: Piece): boolean {
    if (this.#last === undefined) return this.#gather(piece);
    this.#last.at(-1)?.push(piece);
    return false;
  }

  /** Bytes that are pushed from here on leave after everybody has been written to. Call it once in a turn. */
  waitForOthers(): void {
    this.#last ??= [];
    this.#last.push([]);
  }

  /** From here on it is told things in another dialect; a bell that was to ring has rung before. */
  speak(dialect: Dialect): void {
    if (this.#rings) this.push(bel);
    this.#rings = false;
    this.dialect = dialect;
  }

  /** Rings the terminal's bell behind what is flushed next. */
  ring(): void {
    this.#rings = true;
  }

  /**
   * Writes what was gathered: one write, one system call where the socket can take it. False when it takes no more for now:
   * then its size is to be checked.
   */
  flush(): boolean {
    if (this.#rings && this.#last === undefined) {
      this.#rings = false;
      this.#gather(bel);
    }
    const first = this.#first;
    const others = this.#others;
    if (first === undefined) return true;
    this.#first = undefined;
    if (others === undefined) return this.#transport.write(bytesOf(first));
    this.#others = undefined;
    this.#transport.cork();
    let takesMore = this.#transport.write(bytesOf(first));
    for (const piece of others) takesMore = this.#transport.write(bytesOf(piece));
    this.#transport.uncork();
    return takesMore;
  }

  /** Writes the bytes that had to leave last in the oldest such turn. */
  flushLast(): boolean {
    for (const piece of this.#last?.shift() ?? []) this.#gather(piece);
    if (this.#last?.length === 0) this.#last = undefined;
    return this.flush();
  }

  /** True while the socket takes no more bytes, or they would wait for others. Its owner is told when it takes some again. */
  get choked(): boolean {
    return this.#last !== undefined || this.#transport.isChoked;
  }

  /** Bytes that the socket has not taken yet. */
  get waiting(): number {
    return this.#transport.waiting;
  }

  /** Checks whether too many bytes wait. Call it when all connections have been written to. */
  checkSize(): void {
    if (this.#transport.waiting > OUTBOX_LIMIT_BYTES) this.owner?.lag();
  }

  #gather(piece: Piece): boolean {
    if (this.#first === undefined) {
      this.#first = piece;
      return true;
    }
    if (this.#others === undefined) this.#others = [piece];
    else this.#others.push(piece);
    return false;
  }
}

const bytesOf = (piece: Piece): Buffer =>
  'batch' in piece ? piece.batch.part(piece.dialect, piece.from, piece.to) : piece;
