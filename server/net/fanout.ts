/** Knows which sessions hear which log, and tells them what happens in it. */
import type { Event, EventOf } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { Audience } from './audience.ts';
import { type Author, type Authors, Encoder } from './batch.ts';
import { Batches } from './batches.ts';
import type { Connection } from './connection.ts';
import { Delivery, type DeliveryEvents } from './delivery.ts';
import type { ReaderPorts } from './feed.ts';
import { Reader } from './reader.ts';

/** A session's number. */
type Id = number;

/** The end of a session: what it is told, and what others are. */
interface Ending {
  readonly bye: Event;
  readonly told: LogKey[];
  readonly quit: Event;
  /** Whose words are in `quit`. */
  readonly author: Author | undefined;
}

/** The only place that knows which sessions hear a log. */
export class Fanout {
  readonly #readers = new Map<Id, Reader>();
  readonly #audiences = new Map<LogKey, Audience>();
  readonly #delivery: Delivery;
  /** What is told is written when they end the turn. */
  readonly batches: Batches;
  readonly #ports: ReaderPorts;

  constructor(ports: Omit<ReaderPorts, 'delivery' | 'encoder'>, events: DeliveryEvents) {
    this.#delivery = new Delivery(ports.clock, events);
    this.batches = new Batches(ports.clock, this.#delivery, (audience) => {
      this.#forgetIfEmpty(audience);
    });
    this.#ports = { ...ports, delivery: this.#delivery, encoder: new Encoder() };
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
    this.batches.shareAll();
    this.batches.flush();
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

  /** Tells all who hear `log` an event of `author`. `by`: the session that said it, if it is a message. Returns how many of them are on a connection now. */
  say(log: LogKey, event: Event, author: Author | undefined, by?: Id): number {
    const audience = this.#audiences.get(log);
    if (audience === undefined) return 0;
    this.batches.add(audience, event, author);
    if (by !== undefined && event.ev === 'message') this.#readers.get(by)?.spoke(audience);
    return audience.connected;
  }

  /** Tells an event once to everybody who hears one of `logs`, and to `also`. `author`: who did it, for those who ignore them. */
  announce(logs: LogKey[], event: Event, also: readonly Id[] = [], author?: Author): void {
    const [only] = logs;
    const selves = also.flatMap((id) => this.#readers.get(id) ?? []);
    if (only !== undefined && logs.length === 1) {
      const audience = this.#audiences.get(only);
      // What concerns all rooms of a person, though one log hears it, comes behind what others were told before.
      if (!('room' in event)) this.batches.shareAll(audience);
      this.say(only, event, author);
      const readers = audience?.readers;
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
