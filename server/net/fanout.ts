/**
 * Knows which sessions hear which log, and gathers a batch for each log. It is told at the end of the turn; a batch in which
 * people only come and go waits for more of them while the server is busy telling such things, unless something else is
 * told to its readers, or somebody waits until everybody has everything. So does one for many readers, while the one before it
 * is under way.
 */
import type { Event, EventOf } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { Audience, behind, type Hearer } from './audience.ts';
import type { Author, Authors } from './batch.ts';
import { Bucket } from './bucket.ts';
import type { Alarm } from './clock.ts';
import type { Connection } from './connection.ts';
import { type Charge, Delivery, type DeliveryEvents } from './delivery.ts';
import type { ReaderPorts } from './feed.ts';
import { Reader } from './reader.ts';

/** A session's number. */
type Id = number;

/** The end of a session: what it is told, and what others are. */
interface Ending {
  readonly bye: Event;
  readonly told: LogKey[];
  readonly quit: Event;
  readonly author: Author;
}

/** The milliseconds that may be spent on telling who comes and goes: of each second, and at once. */
const COMING_MS = { perSecond: 100, burst: 4 };

/**
 * The only place that knows which sessions hear a log. To tell a log an event costs nothing for each reader until
 * `flush`.
 */
export class Fanout {
  readonly #readers = new Map<Id, Reader>();
  readonly #audiences = new Map<LogKey, Audience>();
  /** The audiences that have a batch, the oldest first. */
  readonly #told = new Set<Audience>();
  /** How many events were told to a log. */
  #count = 0;
  readonly #coming = new Bucket(COMING_MS);
  /** Rings when time may be spent again on telling who comes and goes. */
  #later: Alarm | undefined;
  /** How many of them in the turns that are over. */
  #flushed = 0;
  readonly #delivery: Delivery;
  readonly #ports: ReaderPorts;

  constructor(ports: Omit<ReaderPorts, 'delivery'>, events: DeliveryEvents) {
    this.#delivery = new Delivery(ports.clock, events);
    this.#ports = { ...ports, delivery: this.#delivery };
  }

  /** What one session hears, if it is there. */
  reader(id: Id): Reader | undefined {
    return this.#readers.get(id);
  }

  /** Gives a session the connection on which it is told things from here on. */
  attach(id: Id, connection: Connection): void {
    this.#readerOf(id).attach(connection);
  }

  /** Gives the connection of the session `fresh` to the session `by`. */
  adopt(fresh: Id, by: Id, isRenewed: boolean): void {
    const reader = this.#forget(fresh);
    const connection = reader?.handOver(isRenewed);
    if (connection) this.attach(by, connection);
  }

  /** Ends a session: those who hear one of `told` are told `quit`, and the session is told `bye` last. */
  end(id: Id, { bye, told, quit, author }: Ending): void {
    const reader = this.#forget(id);
    if (told.length > 0) this.announce(told, quit, [], author);
    reader?.end(bye);
  }

  /** Takes their connections from all sessions. */
  detachAll(bye: EventOf<'bye'>): void {
    for (const reader of this.#readers.values()) reader.detach(bye);
    this.#shareAll();
    this.flush();
    this.#delivery.finish();
  }

  /** Lets a session hear `log`, called `name`, from behind `seq` on. It needs no connection yet. */
  enter(id: Id, log: LogKey, name: string, seq: number): void {
    let audience = this.#audiences.get(log);
    if (audience === undefined) {
      audience = new Audience(log, name, seq);
      this.#audiences.set(log, audience);
    }
    this.#readerOf(id).enter(audience);
  }

  /** Hides from a session, from here on, what these authors do. */
  hide(id: Id, authors: Authors): void {
    this.#readerOf(id).hide(authors);
  }

  leave(id: Id, log: LogKey): void {
    const reader = this.#readers.get(id);
    const audience = this.#audiences.get(log);
    if (reader && audience && reader.hears.has(audience)) this.#leave(reader, audience);
  }

  /** Tells all who hear `log` an event of `author`. `by`: the session that said it, if it is a message. */
  say(log: LogKey, event: Event, author: Author | undefined, by?: Id): void {
    const audience = this.#audiences.get(log);
    if (audience === undefined) return;
    this.#count += 1;
    audience.hear(event, author, this.#count);
    this.#told.add(audience);
    if (by !== undefined && event.ev === 'message') this.#readers.get(by)?.spoke(audience);
  }

  /** Tells an event once to everybody who hears one of `logs`, and to `also`. `author`: who did it, for those who ignore them. */
  announce(logs: LogKey[], event: Event, also: readonly Id[] = [], author?: Author): void {
    const [only] = logs;
    const selves = also.flatMap((id) => this.#readers.get(id) ?? []);
    if (only !== undefined && logs.length === 1) {
      if (!('room' in event)) this.#shareOthers(only);
      this.say(only, event, author);
      const readers = this.#audiences.get(only)?.readers;
      for (const self of selves) if (self.isBehind || !readers?.has(self)) self.tell(event);
      return;
    }
    const audiences = logs.flatMap((log) => this.#audiences.get(log) ?? []);
    const readers = new Set(audiences.flatMap((audience) => [...audience.readers]));
    for (const self of selves) readers.delete(self);
    for (const audience of audiences) audience.presence += 1;
    this.#delivery.toEach(readers, (reader) => reader.hear(event, author));
    for (const self of selves) self.tell(event);
  }

  /** Rings a session's bell behind what `log` has been told so far. */
  ring(id: Id, log: LogKey): void {
    const audience = this.#audiences.get(log);
    if (audience) this.#readers.get(id)?.ring(audience);
  }

  /** How many sessions hear `log` on a connection now. */
  hearers(log: LogKey): number {
    return this.#audiences.get(log)?.connected ?? 0;
  }

  /** Feeds a session the log after `after`. What it is told from here on comes behind that. */
  replay(id: Id, log: LogKey, after: number): void {
    const audience = this.#audiences.get(log);
    if (audience) this.#readers.get(id)?.replay(audience, after);
  }

  /** True while something that many are told is not written to all of them. */
  get isUnderWay(): boolean {
    return this.#delivery.isUnderWay;
  }

  /**
   * Ends the turn: encodes and shares each batch, and writes to each connection once; to many in later turns. `charge`: for the
   * time that this takes then. `told` is called when all of this turn is written, but for who comes and goes while that waits.
   */
  flush(charge: Charge = nobody, told?: () => void): void {
    if (this.#delivery.hasLast) this.#shareAll();
    const all = [...this.#told];
    const staying = new Set(
      all.filter((audience) => !audience.isUrgent || this.#holds(audience, charge)),
    );
    for (const audience of all) if (!staying.has(audience)) this.#share(audience, staying);
    const written = told && this.#behindHeld(staying, told);
    this.#flushed = this.#count;
    this.#delivery.flush(charge, written);
    this.#tellComing();
  }

  /** True when a batch waits for an earlier one. What concerns other rooms, too, must not come behind what these are told later. */
  #holds(audience: Audience, charge: Charge): boolean {
    if (audience.underWay === 0 || audience.isOfAllRooms) return false;
    audience.payers ??= [];
    if (audience.last > this.#flushed) audience.payers.push(charge);
    return true;
  }

  /** What is to be called when the rest of this turn is written. */
  #behindHeld(staying: ReadonlySet<Audience>, told: () => void): () => void {
    const held = [...staying].filter(({ isUrgent, last }) => isUrgent && last > this.#flushed);
    return held.length === 0 ? told : behind(held, told);
  }

  /** Tells who comes and goes, while time may be spent on it. */
  #tellComing(): void {
    const { clock } = this.#ports;
    this.#later?.cancel();
    const staying = new Set<Audience>();
    for (const audience of this.#told) {
      if (audience.underWay > 0) {
        staying.add(audience);
        continue;
      }
      const began = clock.now();
      const wait = this.#coming.wait(0, began);
      if (wait > 0) {
        this.#later = clock.after(wait, () => this.#delivery.later(() => this.#tellComing()));
        return;
      }
      this.#share(audience, staying);
      this.#delivery.flush((milliseconds) => void this.#coming.take(milliseconds, clock.now()));
      this.#coming.take(clock.now() - began, began);
    }
  }

  #shareAll(): void {
    for (const audience of this.#told) this.#share(audience);
  }

  /** What concerns all rooms of a person, though one log hears it, comes behind what others were told before. */
  #shareOthers(only: LogKey): void {
    for (const audience of this.#told) if (audience.log !== only) this.#share(audience);
  }

  /** `staying`: the audiences whose batches stay here; what is older in them its readers are told first. */
  #share(audience: Audience, staying = none): void {
    const { readers, payers, waiting = [] } = audience;
    this.#told.delete(audience);
    const give = (reader: Hearer) => reader.share(audience, staying);
    const delivered = () => {
      this.#delivered(audience);
      for (const written of waiting) written();
    };
    if (this.#delivery.toEach(readers, give, { delivered, payers })) audience.underWay += 1;
    else for (const written of waiting) this.#delivery.afterwards(written);
    audience.shared();
    this.#forgetIfEmpty(audience);
  }

  /** What was told meanwhile comes next. */
  #delivered(audience: Audience): void {
    audience.underWay -= 1;
    if (audience.batch) this.flush();
  }

  /** Removes a session: it hears nothing any more but what it is still told itself. */
  #forget(id: Id): Reader | undefined {
    const reader = this.#readers.get(id);
    for (const audience of reader?.hears ?? []) if (reader) this.#leave(reader, audience);
    this.#readers.delete(id);
    return reader;
  }

  #leave(reader: Reader, audience: Audience): void {
    reader.leave(audience);
    this.#forgetIfEmpty(audience);
  }

  #forgetIfEmpty({ log, readers, batch }: Audience): void {
    if (readers.size === 0 && batch === undefined) this.#audiences.delete(log);
  }

  #readerOf(id: Id): Reader {
    let reader = this.#readers.get(id);
    if (reader === undefined) {
      reader = new Reader(this.#ports);
      this.#readers.set(id, reader);
    }
    return reader;
  }
}

const nobody: Charge = () => {};
const none: ReadonlySet<Audience> = new Set();
