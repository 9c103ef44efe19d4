/** Gathers what a turn tells, and writes it to each connection once when the turn is over. */
import type { Event } from '../../grammar/events.ts';
import type { Dialect } from '../doors/door.ts';
import { framed } from './batch.ts';
import type { Outbox, Piece } from './outbox.ts';

/** A reader that is behind. */
interface Behind {
  pump(): void;
}

/** Collects what a turn writes, so that `flush` writes to each connection once. */
export class Delivery {
  /** The outboxes that got bytes in this turn. */
  #outboxes: Outbox[] = [];
  /** The outboxes with bytes that must leave last. */
  #last: Outbox[] = [];
  /** The readers that are behind and can be handed something. */
  #behind = new Set<Behind>();
  #afterwards: (() => void)[] = [];
  /** The last event that was encoded for one person: it may be told to others, too. */
  #encoded: { event: Event; dialect: Dialect; bytes: Buffer | undefined } | undefined;

  push(outbox: Outbox, piece: Piece): void {
    if (outbox.push(piece)) this.#outboxes.push(outbox);
  }

  /** Bytes that are pushed into this outbox from here on in this turn leave after all others. */
  pushLast(outbox: Outbox): void {
    outbox.waitForOthers();
    this.#last.push(outbox);
  }

  /** True when something leaves last, so that everybody has to be given all before it. */
  get hasLast(): boolean {
    return this.#last.length > 0;
  }

  /** Hands a reader that is behind what it can take, at the end of the turn. */
  feed(reader: Behind): void {
    this.#behind.add(reader);
  }

  /** Does something after this turn has been written. */
  afterwards(task: () => void): void {
    this.#afterwards.push(task);
  }

  /** The bytes of an event; empty where the dialect says nothing. Encoded once for all who are told it one after the other. */
  encode(event: Event, dialect: Dialect): Buffer | undefined {
    const last = this.#encoded;
    if (last?.event === event && last.dialect.variant === dialect.variant) return last.bytes;
    const text = dialect.write(event);
    const bytes = text === '' ? undefined : framed(dialect, [text]);
    this.#encoded = { event, dialect, bytes };
    return bytes;
  }

  /** Writes to each connection once. */
  flush(): void {
    const outboxes = this.#outboxes;
    this.#outboxes = [];
    const choked: Outbox[] = [];
    for (const outbox of outboxes) if (!outbox.flush()) choked.push(outbox);
    const last = this.#last;
    this.#last = [];
    for (const outbox of last) if (!outbox.flushLast()) choked.push(outbox);
    const tasks = this.#afterwards;
    this.#afterwards = [];
    for (const task of tasks) task();
    for (const outbox of choked) outbox.checkSize();
    const behind = this.#behind;
    if (behind.size === 0) return;
    this.#behind = new Set();
    for (const reader of behind) reader.pump();
  }
}
