/** Who hears which log: gathers what a turn tells, and hands every connection its share at once. */
import { type Event, isLogged } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Dialect } from '../doors/door.ts';
import { Audience } from './audience.ts';
import { Feed, type ReadLog } from './feed.ts';
import type { Outbox } from './outbox.ts';
import { Reader } from './reader.ts';

/** A session's number. */
type Id = number;

export interface FanoutEvents {
  /** The reader is behind: its commands wait until it is live. */
  fed(id: Id): void;
  /** It has caught up; of `missed` logs it did not hear the presence. */
  live(id: Id, missed: LogKey[]): void;
}

export class Fanout {
  readonly #readers = new Map<Id, Reader>();
  readonly #audiences = new Map<LogKey, Audience>();
  /** The audiences that were told something in this turn. */
  #told: Audience[] = [];
  /** The outboxes that got something in this turn. */
  #outboxes: Outbox[] = [];
  /** Those with something that must leave last. */
  #last: Outbox[] = [];
  /** The readers that are behind and have something to get. */
  #behind = new Set<Reader>();
  #afterwards: (() => void)[] = [];
  /** What was told to one person last: it may be told to others, too. */
  #encoded: { event: Event; dialect: Dialect; bytes: Buffer | undefined } | undefined;
  readonly #read: ReadLog;
  readonly #events: FanoutEvents;

  constructor(read: ReadLog, events: FanoutEvents) {
    this.#read = read;
    this.#events = events;
  }

  /** Gives a session the connection on which it is told things from here on. */
  attach(id: Id, outbox: Outbox): void {
    const reader = this.#reader(id);
    reader.feed?.end();
    reader.feed = undefined;
    reader.outbox = outbox;
    outbox.reader = reader;
    for (const audience of reader.hears) reader.begin(audience);
  }

  /** Takes the connection from a session, which still hears its logs: it catches up when it gets another. */
  detach(id: Id): void {
    const reader = this.#readers.get(id);
    if (reader === undefined) return;
    this.#catchUp(reader);
    reader.feed?.end();
    reader.feed = undefined;
    reader.outbox = undefined;
  }

  /** Forgets a session; what it was answered is written, as its connection goes on. */
  remove(id: Id): void {
    const reader = this.#readers.get(id);
    if (reader === undefined) return;
    reader.feed?.hurry();
    this.detach(id);
    this.#forget(reader);
  }

  /** The last thing that a session is told, behind all that it still has to get; then it is forgotten. */
  end(id: Id, event: Event, over: () => void): void {
    const reader = this.#readers.get(id);
    if (reader === undefined) return;
    this.#tell(reader, event);
    if (reader.feed) reader.left = over;
    else this.afterwards(over);
    this.#forget(reader);
  }

  /** The last thing that a connection is told, now: what its session has not got yet waits for the next one. */
  farewell(id: Id, event: Event): void {
    const reader = this.#readers.get(id);
    if (reader === undefined) return;
    if (reader.feed) {
      reader.feed.end();
      reader.feed = undefined;
      // What this turn has told comes behind what the feed still had to hand over: neither is for this connection.
      for (const audience of reader.hears) reader.begin(audience);
    }
    this.#tell(reader, event);
  }

  /** A session is told things in another dialect from here on. */
  speak(id: Id, dialect: Dialect): void {
    const reader = this.#readers.get(id);
    if (reader?.outbox === undefined) return;
    if (reader.feed) return reader.feed.speak(dialect, reader.hears);
    this.#catchUp(reader);
    reader.outbox.speak(dialect);
  }

  /** Done when this turn has been written. */
  afterwards(task: () => void): void {
    this.#afterwards.push(task);
  }

  /** A session hears `log`, called `name`, from behind `seq` on; also one that has no connection yet. */
  enter(id: Id, log: LogKey, name: string, seq: number): void {
    let audience = this.#audiences.get(log);
    if (audience === undefined) {
      audience = new Audience(log, name, seq);
      this.#audiences.set(log, audience);
    }
    this.#reader(id).enter(audience);
  }

  leave(id: Id, log: LogKey): void {
    const reader = this.#readers.get(id);
    const audience = this.#audiences.get(log);
    if (reader === undefined || audience === undefined || !reader.hears.has(audience)) return;
    if (reader.feed) reader.feed.leave(audience);
    else this.#catchUpWith(reader, audience);
    reader.takeBegin(audience);
    reader.hears.delete(audience);
    audience.readers.delete(reader);
    this.#forgetIfEmpty(audience);
  }

  /** A session hears nothing any more but what it is told itself. */
  leaveAll(id: Id): void {
    for (const { log } of this.#readers.get(id)?.hears ?? []) this.leave(id, log);
  }

  /** Tells all who hear `log`. */
  say(log: LogKey, event: Event): void {
    const audience = this.#audiences.get(log);
    if (audience?.hear(event)) this.#told.push(audience);
  }

  /** Tells everybody who hears one of `logs`, and `also`, once. */
  announce(logs: LogKey[], event: Event, also: Id | undefined): void {
    const [only] = logs;
    const self = also === undefined ? undefined : this.#readers.get(also);
    if (only !== undefined && logs.length === 1) {
      if (!('room' in event)) this.#shareOthers(only);
      this.say(only, event);
      const hears = self && !self.feed && this.#audiences.get(only)?.readers.has(self);
      if (self && !hears) this.#tell(self, event);
      return;
    }
    const people = new Set<Reader>(self ? [self] : []);
    for (const log of logs) {
      for (const reader of this.#audiences.get(log)?.readers ?? []) people.add(reader);
    }
    for (const reader of people) {
      if (reader.feed && reader !== self) this.#miss(reader.feed, reader, logs);
      else this.#tell(reader, event);
    }
  }

  /** How many hear `log`. */
  hearers(log: LogKey): number {
    return this.#audiences.get(log)?.readers.size ?? 0;
  }

  tell(id: Id, event: Event): void {
    const reader = this.#readers.get(id);
    if (reader) this.#tell(reader, event);
  }

  /** What `id` is told from here on in this turn leaves after everybody else has been written to. */
  waitForOthers(id: Id): void {
    const reader = this.#readers.get(id);
    if (reader?.outbox === undefined || reader.feed) return;
    this.#catchUp(reader);
    reader.outbox.waitForOthers();
    this.#last.push(reader.outbox);
  }

  ring(id: Id): void {
    const outbox = this.#readers.get(id)?.outbox;
    if (outbox?.dialect.variant === 'plain') outbox.ring();
  }

  /** Feeds a session the log after `after`; what it is told from here on keeps its place behind that. */
  replay(id: Id, log: LogKey, after: number): void {
    const reader = this.#readers.get(id);
    const audience = this.#audiences.get(log);
    if (reader?.outbox === undefined || audience === undefined) return;
    this.#feed(reader, reader.outbox).start(audience, after);
  }

  /** A connection can take more. */
  drained({ reader }: Outbox): void {
    reader?.feed?.pump(reader.hears);
  }

  /** Ends the turn: each batch is encoded and shared, each connection written to once. */
  flush(): void {
    for (const audience of this.#told) this.#share(audience);
    this.#told = [];
    const outboxes = this.#outboxes;
    this.#outboxes = [];
    for (const outbox of outboxes) outbox.flush();
    const last = this.#last;
    this.#last = [];
    for (const outbox of last) outbox.flushLast();
    const tasks = this.#afterwards;
    this.#afterwards = [];
    for (const task of tasks) task();
    this.#feedOverfull(outboxes);
    this.#feedOverfull(last);
    const behind = this.#behind;
    if (behind.size === 0) return;
    this.#behind = new Set();
    for (const reader of behind) reader.feed?.pump(reader.hears);
  }

  /** What concerns all rooms of a person, though one log hears it, comes behind what others have told in this turn. */
  #shareOthers(only: LogKey): void {
    const told = this.#told;
    this.#told = [];
    for (const audience of told) {
      if (audience.log === only) this.#told.push(audience);
      else this.#share(audience);
    }
  }

  #share(audience: Audience): void {
    const { batch } = audience;
    if (batch === undefined) return;
    const all = batch.events.length;
    for (const reader of audience.readers) {
      const { outbox } = reader;
      const from = reader.takeBegin(audience);
      if (outbox === undefined) continue;
      if (reader.feed) {
        if (!batch.events.slice(from).every(isLogged)) reader.feed.miss(audience);
        this.#behind.add(reader);
      } else if (from < all) {
        const { dialect } = outbox;
        const piece = from === 0 ? batch.whole(dialect) : { batch, dialect, from, to: all };
        if (outbox.push(piece)) this.#outboxes.push(outbox);
      }
    }
    audience.batch = undefined;
    this.#forgetIfEmpty(audience);
  }

  #forgetIfEmpty({ log, readers, batch }: Audience): void {
    if (readers.size === 0 && batch === undefined) this.#audiences.delete(log);
  }

  /** Presence is dropped for a reader that is behind, and made good later. */
  #miss(feed: Feed, reader: Reader, logs: LogKey[]): void {
    for (const log of logs) {
      const audience = this.#audiences.get(log);
      if (audience && reader.hears.has(audience)) feed.miss(audience);
    }
  }

  #tell(reader: Reader, event: Event): void {
    const { outbox, feed } = reader;
    if (outbox === undefined) return;
    if (feed) {
      feed.tell(event, reader.hears);
      this.#behind.add(reader);
      return;
    }
    const bytes = this.#encode(event, outbox.dialect);
    if (bytes === undefined) return;
    this.#catchUp(reader);
    if (outbox.push(bytes)) this.#outboxes.push(outbox);
  }

  /** The bytes of an event, the same for all who are told it one after the other. */
  #encode(event: Event, dialect: Dialect): Buffer | undefined {
    const last = this.#encoded;
    if (last?.event === event && last.dialect === dialect) return last.bytes;
    const text = dialect.write(event);
    const bytes = text === '' ? undefined : Buffer.from(text);
    this.#encoded = { event, dialect, bytes };
    return bytes;
  }

  #catchUp(reader: Reader): void {
    if (reader.feed) return;
    for (const audience of reader.hears) this.#catchUpWith(reader, audience);
  }

  #catchUpWith(reader: Reader, audience: Audience): void {
    const { outbox } = reader;
    if (outbox && reader.catchUp(audience, outbox)) this.#outboxes.push(outbox);
  }

  #feedOverfull(outboxes: Outbox[]): void {
    for (const outbox of outboxes) {
      const { overfull, reader } = outbox;
      if (overfull && reader?.outbox === outbox) this.#feed(reader, outbox);
    }
  }

  #feed(reader: Reader, outbox: Outbox): Feed {
    if (reader.feed) return reader.feed;
    this.#catchUp(reader);
    const { id } = reader;
    reader.feed = new Feed(outbox, reader.hears, this.#read, (missed) => {
      reader.feed = undefined;
      if (reader.left) return reader.left();
      this.#events.live(
        id,
        missed.map((audience) => audience.log),
      );
    });
    this.#behind.add(reader);
    this.#events.fed(id);
    return reader.feed;
  }

  #forget(reader: Reader): void {
    this.leaveAll(reader.id);
    this.#readers.delete(reader.id);
  }

  #reader(id: Id): Reader {
    let reader = this.#readers.get(id);
    if (reader === undefined) {
      reader = new Reader(id);
      this.#readers.set(id, reader);
    }
    return reader;
  }
}
