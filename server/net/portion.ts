/** What one reader takes of the batches of a turn: from where it began to hear, and without what it hides. */

import { veiled } from '../../grammar/events/veil.ts';
import type { Event } from '../../grammar/events.ts';
import type { Audience } from './audience.ts';
import type { Author, Authors, Batch } from './batch.ts';
import type { Delivery } from './delivery.ts';
import type { Outbox } from './outbox.ts';

/** One reader's part of the batches. */
export class Portion {
  /** The authors whose events the reader is not shown. Absent when it is shown all. */
  hides: Authors | undefined;
  readonly #delivery: Delivery;
  /** Where in this turn's batches the reader begins, if not at the first event. */
  #begins: Map<Audience, number> | undefined;

  constructor(delivery: Delivery) {
    this.#delivery = delivery;
  }

  /** The reader gets none of the events that `audience` was told in this turn so far. */
  begin(audience: Audience): void {
    const { batch } = audience;
    if (batch === undefined) return;
    this.#begins ??= new Map();
    this.#begins.set(audience, batch.events.length);
  }

  /** The index in this turn's batch at which the reader begins. Forgets it. */
  takeBegin(audience: Audience): number {
    if (this.#begins === undefined) return 0;
    const begin = this.#begins.get(audience) ?? 0;
    this.#begins.delete(audience);
    if (this.#begins.size === 0) this.#begins = undefined;
    return begin;
  }

  /** Gives `outbox` what `audience` was told so far, except its last `besides` events; the reader begins behind that. */
  take(audience: Audience, outbox: Outbox, besides = 0): void {
    const { batch } = audience;
    if (batch === undefined) return;
    const from = this.takeBegin(audience);
    const to = batch.events.length - besides;
    this.begin(audience);
    if (from < to) this.push(outbox, batch, from, to);
  }

  /** Gives `outbox` the events from `from` to before `to`. A hidden event is replaced by its veiled form, or left out. */
  push(outbox: Outbox, batch: Batch, from: number, to: number): void {
    const delivery = this.#delivery;
    const { dialect } = outbox;
    let start = from;
    for (const place of this.hides ? batch.by(this.hides, from, to) : []) {
      if (start < place) delivery.push(outbox, { batch, dialect, from: start, to: place });
      const instead = veiled(batch.events[place] as Event);
      const bytes = instead && delivery.encode(instead, dialect);
      if (bytes) delivery.push(outbox, bytes);
      start = place + 1;
    }
    if (start < to) delivery.push(outbox, { batch, dialect, from: start, to });
  }

  /** The event as the reader is shown it: nothing when its author is hidden and no veiled form exists. */
  shown(event: Event, author: Author | undefined): Event | undefined {
    return author !== undefined && this.hides?.has(author) ? veiled(event) : event;
  }
}
