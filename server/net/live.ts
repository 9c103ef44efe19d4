/**
 * How a reader that keeps pace is told things: what is for it alone at once, and of the batches of a turn its part, from where
 * it began to hear and without what it hides.
 */
import { veiled } from '../../grammar/events/veil.ts';
import type { Event } from '../../grammar/events.ts';
import type { Dialect } from '../doors/door.ts';
import { type Audience, type Hearer, olderOf, type Staying } from './audience.ts';
import type { Author, Batch, Encoder } from './batch.ts';
import type { Delivery } from './delivery.ts';
import type { ReaderPorts } from './feed.ts';
import type { Outbox } from './outbox.ts';

/** One reader that keeps pace, and its connection's outbox. */
export class Live {
  readonly #outbox: Outbox;
  readonly #reader: Hearer;
  readonly #delivery: Delivery;
  readonly #encoder: Encoder;
  /** Where in this turn's batches the reader begins, if not at the first event. */
  #begins: Map<Audience, number> | undefined;
  /** The logs of which it has still to get what rings its bell. */
  #bells: Set<Audience> | undefined;

  /** The reader gets none of the events that its logs were told in this turn so far. */
  constructor(
    outbox: Outbox,
    reader: Hearer,
    { delivery, encoder }: Pick<ReaderPorts, 'delivery' | 'encoder'>,
  ) {
    this.#outbox = outbox;
    this.#reader = reader;
    this.#delivery = delivery;
    this.#encoder = encoder;
    for (const audience of reader.hears) this.enter(audience);
  }

  tell(event: Event): void {
    const bytes = this.#encoder.encode(event, this.#outbox.dialect);
    if (bytes === undefined) return;
    this.takeAll();
    this.#delivery.push(this.#outbox, bytes);
  }

  speak(dialect: Dialect): void {
    this.takeAll();
    this.#outbox.speak(dialect);
  }

  /** Lets the rest that it is told in this turn leave after everybody else has been written to. */
  waitForOthers(): void {
    this.takeAll();
    this.#delivery.pushLast(this.#outbox);
  }

  /** Rings the bell behind what `audience` has been told so far. */
  ring(audience: Audience): void {
    if (audience.batch === undefined) return this.#outbox.ring();
    this.#bells ??= new Set();
    this.#bells.add(audience);
  }

  /** The reader gets none of the events that `audience` was told in this turn so far. */
  enter(audience: Audience): void {
    const { batch } = audience;
    if (batch === undefined) return;
    this.#begins ??= new Map();
    this.#begins.set(audience, batch.events.length);
  }

  leave(audience: Audience): void {
    this.#take(audience);
    this.#takeBegin(audience);
  }

  /** What `audience` was told last the reader has said itself. */
  spoke(audience: Audience): void {
    if (this.#outbox.dialect.traits.echoes === false) this.#take(audience, 1);
  }

  /** Gives it the rest of a complete batch, behind what is older in those that stay. */
  share(audience: Audience, staying: Staying | undefined): void {
    if (staying) this.#takeOlder(staying, audience.last);
    const { batch } = audience;
    const from = this.#takeBegin(audience);
    const to = batch?.events.length ?? 0;
    if (batch === undefined || from === to) return;
    this.#ringFor(audience);
    if (from > 0 || this.#reader.hides) return this.#push(batch, from, to);
    this.#delivery.push(this.#outbox, batch.whole(this.#outbox.dialect));
  }

  /** Tells it presence, unless its author is hidden and no veiled form exists. */
  hear(event: Event, author: Author | undefined): void {
    const isHidden = author !== undefined && this.#reader.hides?.has(author);
    const shown = isHidden ? veiled(event) : event;
    if (shown) this.tell(shown);
  }

  /** Puts what its logs have told so far into the outbox, so that something else can come behind it. */
  takeAll(): void {
    this.#takeOlder(all, Number.POSITIVE_INFINITY);
  }

  /** Takes what its logs have told so far, of those whose batches stay and began before so many events were told; the oldest first. */
  #takeOlder(staying: Staying, before: number): void {
    for (const audience of olderOf(this.#reader.hears, staying, before)) this.#take(audience);
  }

  /** Takes what `audience` has told so far, except its last `besides` events; the reader begins behind that. */
  #take(audience: Audience, besides = 0): void {
    const { batch } = audience;
    if (batch) {
      const from = this.#takeBegin(audience);
      const to = batch.events.length - besides;
      this.enter(audience);
      if (from < to) this.#push(batch, from, to);
    }
    this.#ringFor(audience);
  }

  /** Gives it the events from `from` to before `to`. A hidden event is replaced by its veiled form, or left out. */
  #push(batch: Batch, from: number, to: number): void {
    const delivery = this.#delivery;
    const outbox = this.#outbox;
    const { dialect } = outbox;
    const { hides } = this.#reader;
    let start = from;
    for (const place of hides ? batch.by(hides, from, to) : []) {
      if (start < place) delivery.push(outbox, { batch, dialect, from: start, to: place });
      const instead = veiled(batch.events[place] as Event);
      const bytes = instead && this.#encoder.encode(instead, dialect);
      if (bytes) delivery.push(outbox, bytes);
      start = place + 1;
    }
    if (start < to) delivery.push(outbox, { batch, dialect, from: start, to });
  }

  /** The index in this turn's batch at which the reader begins. Forgets it. */
  #takeBegin(audience: Audience): number {
    if (this.#begins === undefined) return 0;
    const begin = this.#begins.get(audience) ?? 0;
    this.#begins.delete(audience);
    if (this.#begins.size === 0) this.#begins = undefined;
    return begin;
  }

  #ringFor(audience: Audience): void {
    if (this.#bells?.delete(audience)) this.#outbox.ring();
  }
}

const all: Staying = () => true;
