/**
 * Gathers what is told, and writes it to each connection once. What few are told is written when the turn is over. What
 * many are told is a parcel: it is written in portions of a few milliseconds, the first at once and one in each further turn of
 * the event loop, so that others are heard and told in between.
 */
import type { Clock } from '../clock.ts';
import { type Behind, Feeding } from './feeding.ts';
import type { Outbox, Piece } from './outbox.ts';
import { type Charge, type ToldTurn, together } from './told-turn.ts';

/** What so many are told is a parcel. */
const MANY_READERS = 64;
/** For so many milliseconds a portion writes parcels. */
const PARCELS_MS = 6;

/** What comes of writing behind the turn. */
export interface DeliveryEvents {
  /** The parcels that were under way are written. */
  relieved(): void;
  /** A mistake of ours: something can't be told. */
  broken(error: unknown): void;
}

/** What is written in portions. */
interface Parcel {
  readonly outboxes: Outbox[];
  /** How many of them are written. */
  written: number;
  /** There once it is under way: until then whoever has it written is charged. */
  charge: Charge | undefined;
  /** The milliseconds that writing it has taken so far. */
  took: number;
  /** Called with the milliseconds that it took when all are written. */
  readonly delivered: (took: number) => void;
  /** The turn that it is a part of, if it waited for no earlier batch. */
  turn?: ToldTurn;
}

/** Collects what a turn writes, so that `flush` writes to each connection once. */
export class Delivery {
  readonly #clock: Clock;
  readonly #events: DeliveryEvents;
  /** The outboxes that got bytes in this turn. */
  #outboxes: Outbox[] = [];
  /** What is not written yet, the oldest first. */
  readonly #parcels: Parcel[] = [];
  /** The outboxes with bytes that must leave last. */
  #last = new Set<Outbox>();
  readonly #feeding: Feeding;
  #afterwards: (() => void)[] = [];
  /** The outboxes that took no more for now. */
  readonly #choked: Outbox[] = [];
  /** Parcels are being written. */
  #isWriting = false;
  #goesOn = false;

  constructor(clock: Clock, events: DeliveryEvents) {
    this.#clock = clock;
    this.#events = events;
    this.#feeding = new Feeding(clock, () => this.#goOn());
  }

  push(outbox: Outbox, piece: Piece): void {
    if (outbox.push(piece)) this.#outboxes.push(outbox);
  }

  /**
   * Gives something to each reader. False when they are few. When they are many, it is written in portions, behind the
   * parcels before it. `turns` are charged for that in equal parts, or else the one that ends; `delivered` is called then.
   */
  toEach<R>(
    readers: ReadonlySet<R>,
    give: (reader: R) => void,
    {
      delivered = () => {},
      turns,
    }: { delivered?: (took: number) => void; turns?: readonly ToldTurn[] | undefined } = {},
  ): boolean {
    const outboxes = this.#outboxes;
    const areMany = readers.size >= MANY_READERS;
    if (areMany) this.#outboxes = [];
    for (const reader of readers) give(reader);
    if (!areMany) return false;
    this.#send(this.#outboxes, delivered, turns && together(turns));
    this.#outboxes = outboxes;
    return true;
  }

  /** Bytes that are pushed into this outbox from here on in this turn leave after all others. */
  pushLast(outbox: Outbox): void {
    if (this.#last.has(outbox)) return;
    this.#last.add(outbox);
    outbox.waitForOthers();
  }

  /** True when something leaves last, so that everybody has to be given all before it. */
  get hasLast(): boolean {
    return this.#last.size > 0;
  }

  /** True while parcels are under way. */
  get isUnderWay(): boolean {
    return this.#parcels.length > 0;
  }

  /** Hands a reader that is behind what it can take, at the end of the turn. */
  feed(reader: Behind): void {
    this.#feeding.add(reader);
  }

  /** Hands it that at once, if time is left for it. */
  feedNow(reader: Behind): void {
    this.#feeding.add(reader);
    this.#feeding.feed();
  }

  /** Does something after this turn has been written. */
  afterwards(task: () => void): void {
    this.#afterwards.push(task);
  }

  /** Ends the turn: writes to each connection once; of parcels a portion. `turn` is charged for the time that the others take. */
  flush(turn: ToldTurn): void {
    const outboxes = this.#outboxes;
    this.#outboxes = [];
    for (const outbox of outboxes) this.#write(outbox);
    for (const parcel of this.#parcels) {
      if (parcel.charge !== undefined || parcel.turn !== undefined) continue;
      parcel.turn = turn;
      turn.wait();
    }
    turn.partWritten();
    const last = this.#last;
    const tasks = this.#afterwards;
    if (last.size + tasks.length > 0) {
      this.#last = new Set();
      this.#afterwards = [];
      this.#send([], () => {
        for (const outbox of last) {
          if (!outbox.flushLast()) this.#choked.push(outbox);
          outbox.owner?.goOn();
        }
        for (const task of tasks) task();
      });
    }
    // Others are under way, and have had their portion, or are having it.
    const isBehind = this.#isWriting || this.#parcels[0]?.charge !== undefined;
    if (!isBehind) this.#writeParcels(this.#clock.now() + PARCELS_MS);
    for (const parcel of this.#parcels) parcel.charge ??= turn.charge;
    this.#checkSizes();
    this.#feeding.feed();
    if (this.isUnderWay) this.#goOn();
  }

  /** Says so if no parcel is under way any more. */
  relieve(): void {
    if (!this.isUnderWay) this.#events.relieved();
  }

  /** Writes all that is under way at once. */
  finish(): void {
    this.#writeParcels(Number.POSITIVE_INFINITY);
  }

  #send(outboxes: Outbox[], delivered: (took: number) => void, charge?: Charge): void {
    this.#parcels.push({ outboxes, written: 0, charge, took: 0, delivered });
  }

  #goOn(): void {
    if (this.#goesOn) return;
    this.#goesOn = true;
    this.#clock.soon(() => {
      this.#goesOn = false;
      this.later(() => this.#writePortion());
    });
  }

  /** Tells something of a turn that is over. An exception is a mistake of ours, here as in the turn itself. */
  later(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#events.broken(error);
    }
  }

  #writePortion(): void {
    this.#feeding.beginTurn();
    const wasUnderWay = this.isUnderWay;
    this.#writeParcels(this.#clock.now() + PARCELS_MS);
    this.#checkSizes();
    this.#feeding.feed();
    if (wasUnderWay) this.relieve();
    if (this.isUnderWay) this.#goOn();
  }

  #writeParcels(until: number): void {
    this.#isWriting = true;
    let now = this.#clock.now();
    for (
      let [parcel] = this.#parcels;
      parcel !== undefined && now < until;
      [parcel] = this.#parcels
    ) {
      const began = now;
      this.#writeSome(parcel, until);
      now = this.#clock.now();
      parcel.took += now - began;
      parcel.charge?.(now - began);
      if (parcel.written < parcel.outboxes.length) break;
      this.#parcels.shift();
      parcel.delivered(parcel.took);
      parcel.turn?.partWritten();
    }
    this.#isWriting = false;
  }

  #writeSome(parcel: Parcel, until: number): void {
    const { outboxes } = parcel;
    while (parcel.written < outboxes.length) {
      this.#write(outboxes[parcel.written] as Outbox);
      parcel.written += 1;
      if (this.#clock.now() >= until) return;
    }
  }

  #write(outbox: Outbox): void {
    if (!outbox.flush()) this.#choked.push(outbox);
  }

  #checkSizes(): void {
    for (const outbox of this.#choked.splice(0)) outbox.checkSize();
  }
}
