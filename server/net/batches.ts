/**
 * Gathers a batch for each log, and says when its readers are given it: at the end of the turn. A batch in which people only
 * come and go waits for more of them while the server is busy telling such things, unless something else is told to its
 * readers, or somebody waits until everybody has everything. So does one for many readers, while the one before it is under
 * way, and while the server rests behind that: one room alone can't take all of its time, and what is said meanwhile is one write.
 */
import type { Event } from '../../grammar/events.ts';
import type { Alarm, Clock } from '../clock.ts';
import { type Audience, type Hearer, oldestFirst, type Staying } from './audience.ts';
import type { Author } from './batch.ts';
import { Bucket } from './bucket.ts';
import type { Delivery } from './delivery.ts';
import { ToldTurn } from './told-turn.ts';

/** The milliseconds that may be spent on telling who comes and goes: of each second, and at once. */
const COMING_MS = { perSecond: 50, burst: 4 };

/** Behind a batch for many readers the server rests from their log, for this part of the time that it took to write the batch. */
const REST_FACTOR = 1 / 4;
/** No rest is longer, since the server decides nothing while very much waits to be told. */
export const MAX_REST_MS = 5;

/** The batches of all logs. To add an event costs nothing for each reader until `flush`. */
export class Batches {
  readonly #clock: Clock;
  readonly #delivery: Delivery;
  readonly #shared: (audience: Audience) => void;
  /** The audiences that have a batch, the oldest first. */
  readonly #told = new Set<Audience>();
  /** Those of them whose batch has more in it than who comes and goes. */
  readonly #urgent = new Set<Audience>();
  /** How many events were told to a log. */
  #count = 0;
  /** How many of them in the turns that are over. */
  #flushed = 0;
  readonly #coming = new Bucket(COMING_MS);
  /** Rings when time may be spent again on telling who comes and goes. */
  #later: Alarm | undefined;

  /** `shared` is called when a batch is its readers'. */
  constructor(clock: Clock, delivery: Delivery, shared: (audience: Audience) => void) {
    this.#clock = clock;
    this.#delivery = delivery;
    this.#shared = shared;
  }

  add(audience: Audience, event: Event, author: Author | undefined): void {
    this.#count += 1;
    if (audience.batch === undefined) this.#told.add(audience);
    audience.hear(event, author, this.#count);
    if (audience.isUrgent) this.#urgent.add(audience);
  }

  /** Ends the turn: encodes and shares each batch, and writes to each connection once; to many in later turns. */
  flush(turn = new ToldTurn()): void {
    for (const audience of this.#urgent) this.#join(audience, turn);
    if (this.#delivery.hasLast) this.shareAll();
    const whole = oldestFirst(this.#urgent).filter((audience) => !waits(audience));
    const staying = this.#told.size > whole.length ? stays : undefined;
    for (const audience of whole) this.#share(audience, staying);
    this.#flushed = this.#count;
    this.#delivery.flush(turn);
    this.#tellComing();
  }

  /** True while something that many are told is not written to all of them. */
  get isUnderWay(): boolean {
    return this.#delivery.isUnderWay || this.#urgent.size > 0;
  }

  /** Shares all batches at once, except that of `besides`. */
  shareAll(besides?: Audience): void {
    for (const audience of this.#told) if (audience !== besides) this.#share(audience);
  }

  /** What is told behind an earlier batch is a part of the turn that has told it, however many turns its batch is of. */
  #join(audience: Audience, turn: ToldTurn): void {
    if (audience.underWay === 0 || audience.last <= this.#flushed) return;
    audience.turns ??= [];
    audience.turns.push(turn);
    turn.wait();
  }

  /** Tells who comes and goes, while time may be spent on it. */
  #tellComing(): void {
    const clock = this.#clock;
    let staying: Staying | undefined;
    for (const audience of this.#told) {
      if (isUnderWay(audience)) {
        staying = isUnderWay;
        continue;
      }
      const began = clock.now();
      const wait = this.#coming.wait(0, began);
      if (wait > 0) {
        this.#later ??= clock.after(wait, () => {
          this.#later = undefined;
          this.#delivery.later(() => this.#tellComing());
        });
        return;
      }
      this.#share(audience, staying);
      this.#delivery.flush(new ToldTurn((took) => void this.#coming.take(took, clock.now())));
      this.#coming.take(clock.now() - began, began);
    }
  }

  /** `staying` is there when batches stay here. Of these the readers are told first what is older. */
  #share(audience: Audience, staying?: Staying): void {
    const { readers, turns = [] } = audience;
    this.#told.delete(audience);
    this.#urgent.delete(audience);
    const give = (reader: Hearer) => reader.share(audience, staying);
    const delivered = (took: number) => {
      for (const turn of turns) turn.partWritten();
      const rest = Math.min(took * REST_FACTOR, MAX_REST_MS);
      this.#clock.after(rest, () => this.#delivery.later(() => this.#goOn(audience)));
    };
    if (this.#delivery.toEach(readers, give, { delivered, turns: audience.turns }))
      audience.underWay += 1;
    else for (const turn of turns) this.#delivery.afterwards(() => turn.partWritten());
    audience.shared();
    this.#shared(audience);
  }

  /** What was told meanwhile comes next. */
  #goOn(audience: Audience): void {
    audience.underWay -= 1;
    if (audience.batch === undefined) return;
    this.flush();
    this.#delivery.relieve();
  }
}

/** True when an earlier batch is not written to all yet. */
const isUnderWay: Staying = ({ underWay }) => underWay > 0;

/** True when a batch waits for an earlier one. What concerns other rooms, too, must not come behind what these are told later. */
const waits = ({ underWay, isOfAllRooms }: Audience): boolean => underWay > 0 && !isOfAllRooms;

/** True when a batch waits for more, or for an earlier one. */
const stays: Staying = (audience) => !audience.isUrgent || waits(audience);
