/**
 * Feeds a reader that is behind: it gets logged events from the log by cursor, and its own answers at their place between
 * them. Once it has all that was told it is live again.
 */
import type { Event } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Clock } from '../clock.ts';
import type { Dialect } from '../doors/door.ts';
import type { Audience, Hearer } from './audience.ts';
import { type Authored, type Encoder, framed } from './batch.ts';
import { chunkOf, type Stretch } from './chunk.ts';
import type { Connection } from './connection.ts';
import type { Delivery } from './delivery.ts';
import type { Outbox } from './outbox.ts';

/** The seq that each cursor must have reached before something is written. */
type Goals = ReadonlyMap<Audience, number>;

/** Something to do once the cursors have reached `behind`. */
interface Deferred {
  readonly behind: Goals;
  readonly run: () => void;
}

/** Events of a log that were read and are not handed over yet. */
interface Found extends Stretch {
  readonly events: readonly Authored[];
  /** When the store was asked, if it had as many as were asked for. */
  readonly asked?: number | undefined;
}

/** What all readers share. */
export interface ReaderPorts {
  readonly clock: Clock;
  readonly delivery: Delivery;
  readonly encoder: Encoder;
  /**
   * Reads at most `limit` events of a log after `after`, oldest first; rejects when the store is unavailable. Addresses take
   * turns.
   */
  read(log: LogKey, after: number, limit: number, address: string): Promise<Authored[]>;
  /** A reader has caught up. `missed`: the rooms in which it missed presence. */
  live(connection: Connection, missed: readonly Audience[]): void;
}

/** So many it reads at first, while it does not know how long they are. */
const FIRST_CHUNK_EVENTS = 16;
/** After a chunk the feed rests, so many times as long as the chunk took. */
const REST_FACTOR = 3;
/** The feed asks a store that could not be read again after this many milliseconds. */
const READ_RETRY_MS = 500;

/** Reads logs for one reader, a chunk at a time and never faster than its connection takes them. */
export class Feed {
  /** For each log, the last seq that was handed over. */
  readonly #cursors = new Map<Audience, number>();
  readonly #waiting: Deferred[] = [];
  /** How much presence each log had been told when the reader began to miss it. */
  readonly #presence = new Map<Audience, number>();
  #rings = false;
  /** It waits for the store, or rests. */
  #isWaiting = false;
  #found: Found | undefined;
  /** About as many events as are encoded at once: more would be kept until the connection takes them. */
  #wanted = FIRST_CHUNK_EVENTS;
  #over = false;
  readonly #outbox: Outbox;
  readonly #address: string;
  readonly #reader: Hearer;
  readonly #ports: ReaderPorts;
  readonly #live: (missed: Audience[]) => void;

  /** Begins where the reader's logs stand now. `live` is called once, when it has caught up. */
  constructor(
    { outbox, address }: Pick<Connection, 'outbox' | 'address'>,
    reader: Hearer,
    ports: ReaderPorts,
    live: (missed: Audience[]) => void,
  ) {
    this.#outbox = outbox;
    this.#address = address;
    this.#reader = reader;
    this.#ports = ports;
    this.#live = live;
    for (const audience of reader.hears) this.enter(audience);
    ports.delivery.feed(this);
  }

  /** Sets a cursor: back, to replay; or where a log stands that the reader enters, perhaps after it had left it. */
  start(audience: Audience, after: number): void {
    const isNew = !this.#cursors.has(audience);
    if (isNew) audience.follow();
    if (isNew || this.#waiting.length === 0) this.#cursors.set(audience, after);
    else this.#defer(() => this.#cursors.set(audience, after), []);
  }

  /** The reader enters a log: it gets what that is told from here on. */
  enter(audience: Audience): void {
    this.start(audience, audience.told);
    this.#presence.set(audience, audience.presence);
  }

  /** The reader leaves a log: it still gets what was told before. */
  leave(audience: Audience): void {
    this.#defer(() => {}, [audience]);
  }

  /** Tells the reader alone an event, once its cursors have reached the present ends of its logs. */
  tell(event: Event): void {
    this.#defer(() => this.#write([this.#outbox.dialect.write(event)]));
    this.#ports.delivery.feed(this);
  }

  /** Writes in another dialect from there on. */
  speak(dialect: Dialect): void {
    this.#defer(() => this.#outbox.speak(dialect));
  }

  /** Writes nothing more before everybody else has been written to. */
  waitForOthers(): void {
    this.#ports.delivery.pushLast(this.#outbox);
  }

  /** Rings the bell when the reader has caught up. */
  ring(): void {
    this.#rings = true;
  }

  /** A batch is complete: what the log has of it is read from there. */
  share(): void {
    this.#ports.delivery.feed(this);
  }

  /** It can be handed more: the connection takes more, or a log was read. */
  goOn(): void {
    const { delivery } = this.#ports;
    if (!this.#over) delivery.later(() => delivery.feedNow(this));
  }

  /** The connection is gone or belongs to another session. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    for (const audience of this.#cursors.keys()) audience.unfollow();
  }

  /** Writes the answers that wait at once: the reader gives its connection away. */
  hurry(): void {
    for (const { run } of this.#waiting.splice(0)) run();
  }

  /** Writes one chunk at most, if the socket takes it. True when it may take another one. */
  pump(): boolean {
    while (!this.#over && !this.#isWaiting && !this.#outbox.choked) {
      const waiting = this.#waiting[0];
      const behind = this.#behind(waiting?.behind ?? goals(this.#reader.hears));
      if (behind !== undefined) return this.#advance(behind);
      if (waiting !== undefined) {
        this.#waiting.shift();
        waiting.run();
      } else {
        this.#catchUp();
      }
    }
    return false;
  }

  #behind(wanted: Goals): Stretch | undefined {
    for (const [audience, goal] of wanted) {
      const cursor = this.#cursors.get(audience);
      if (cursor !== undefined && cursor < goal) return { audience, cursor, goal };
    }
    return undefined;
  }

  /** Hands over the next events of one log, and is true; or else asks the store for them. */
  #advance(stretch: Stretch): boolean {
    const { audience, cursor } = stretch;
    const { read, clock } = this.#ports;
    const found = this.#found;
    if (found?.audience === audience && found.cursor === cursor) {
      this.#found = undefined;
      this.#handOver(found, found.events);
      if (found.asked !== undefined) this.#goOnAfter(REST_FACTOR * (clock.now() - found.asked));
      return !this.#isWaiting;
    }
    const recent = audience.after(cursor);
    if (recent !== undefined) {
      this.#handOver(stretch, recent);
      return true;
    }
    this.#isWaiting = true;
    const began = clock.now();
    const limit = this.#wanted;
    read(audience.log, cursor, limit, this.#address).then(
      (events) => {
        const asked = events.length < limit ? undefined : began;
        this.#found = { ...stretch, events, asked };
        this.#goOnAfter(0);
      },
      () => this.#goOnAfter(READ_RETRY_MS),
    );
    return false;
  }

  /** Goes on after some milliseconds; at once for 0. */
  #goOnAfter(wait: number): void {
    this.#isWaiting = wait > 0;
    if (this.#isWaiting) this.#ports.clock.after(wait, () => this.#goOnAfter(0));
    else this.goOn();
  }

  #handOver(stretch: Stretch, events: readonly Authored[]): void {
    const { audience } = stretch;
    const { dialect } = this.#outbox;
    const chunk = chunkOf(stretch, events, dialect, this.#reader.hides);
    this.#wanted = chunk.fitting;
    if (chunk.rest.length > 0) this.#found = { ...stretch, cursor: chunk.last, events: chunk.rest };
    this.#cursors.set(audience, chunk.last);
    this.#write(chunk.texts);
  }

  #catchUp(): void {
    this.end();
    if (this.#rings) this.#outbox.ring();
    this.#outbox.flush();
    const noted = this.#presence;
    this.#live([...this.#reader.hears].filter((each) => noted.get(each) !== each.presence));
  }

  /** Does something once the cursors have reached the present ends of these logs. */
  #defer(run: () => void, logs: Iterable<Audience> = this.#reader.hears): void {
    this.#waiting.push({ behind: goals(logs), run });
  }

  #write(texts: readonly string[]): void {
    const bytes = framed(this.#outbox.dialect, texts);
    if (bytes.length === 0) return;
    this.#outbox.push(bytes);
    this.#outbox.flush();
  }
}

function goals(audiences: Iterable<Audience>): Map<Audience, number> {
  const all = new Map<Audience, number>();
  for (const audience of audiences) all.set(audience, audience.told);
  return all;
}
