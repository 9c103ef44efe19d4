/**
 * Feeds a reader that is behind: it gets logged events from the log by cursor, and its own answers at their place between
 * them. Once it has all that was told it is live again.
 */

import { veiledInLog } from '../../grammar/events/veil.ts';
import type { Event } from '../../grammar/events.ts';
import { isPrivateKey, type LogKey } from '../../grammar/names.ts';
import type { Dialect } from '../doors/door.ts';
import type { Audience } from './audience.ts';
import { type Authored, type Authors, framed } from './batch.ts';
import type { Clock } from './clock.ts';
import type { Outbox } from './outbox.ts';

/** Reads at most `limit` events of a log after `after`, oldest first; rejects when the store is unavailable. */
type ReadLog = (log: LogKey, after: number, limit: number) => Promise<Authored[]>;

/** The seq that each cursor must have reached before something is written. */
type Goals = ReadonlyMap<Audience, number>;

/** Something to do once the cursors have reached `behind`. */
interface Deferred {
  readonly behind: Goals;
  readonly run: () => void;
}

/** What a feed needs from outside. */
export interface FeedPorts {
  readonly read: ReadLog;
  readonly clock: Clock;
}

/** A feed reads at most this many events from the log at once, and encodes about this many characters at once. */
const MAX_CHUNK_EVENTS = 256;
const MAX_CHUNK_LENGTH = 64 * 1024;
/** So many it reads at first, while it does not know how long they are. */
const FIRST_CHUNK_EVENTS = 16;
/** After a chunk the feed rests, so many times as long as the chunk took. */
const REST_FACTOR = 3;
/** The feed asks a store that could not be read again after this many milliseconds. */
const READ_RETRY_MS = 500;

/** Reads logs for one reader, a chunk at a time and never faster than its connection takes them. */
export class Feed {
  /** The authors whose events the reader is not shown. */
  hides: Authors = new Set();
  /** For each log, the last seq that was handed over. */
  readonly #cursors: Map<Audience, number>;
  readonly #waiting: Deferred[] = [];
  /** The rooms in which the reader missed presence. */
  readonly #missed = new Set<Audience>();
  #reading = false;
  /** Hands over what was read last. */
  #found: (() => void) | undefined;
  /** About as many events as are encoded at once: more would be kept until the connection takes them. */
  #wanted = FIRST_CHUNK_EVENTS;
  /** The events that were read of one log and are not handed over yet. */
  #rest: { readonly audience: Audience; readonly events: readonly Authored[] } | undefined;
  #over = false;
  readonly #outbox: Outbox;
  readonly #ports: FeedPorts;
  readonly #live: (missed: Audience[]) => void;

  /** Begins where the reader's logs stand now; `live` is called once, when it has caught up. */
  constructor(
    outbox: Outbox,
    audiences: Iterable<Audience>,
    ports: FeedPorts,
    live: (missed: Audience[]) => void,
  ) {
    this.#outbox = outbox;
    this.#cursors = goals(audiences);
    for (const audience of this.#cursors.keys()) audience.follow();
    this.#ports = ports;
    this.#live = live;
  }

  /** Sets a cursor: back, to replay; or where a log stands that the reader enters, perhaps after it had left it. */
  start(audience: Audience, after: number): void {
    if (!this.#cursors.has(audience)) audience.follow();
    if (this.#waiting.length === 0 || !this.#cursors.has(audience)) {
      this.#cursors.set(audience, after);
    } else {
      this.#waiting.push({ behind: nowhere, run: () => this.#cursors.set(audience, after) });
    }
  }

  /** Tells the reader alone an event, once its cursors have reached the present ends of its logs. */
  tell(event: Event, hears: Iterable<Audience>): void {
    const run = () => this.#write([this.#outbox.dialect.write(event)]);
    this.#waiting.push({ behind: goals(hears), run });
  }

  /** Writes in another dialect from here on. */
  speak(dialect: Dialect, hears: Iterable<Audience>): void {
    this.#waiting.push({ behind: goals(hears), run: () => this.#outbox.speak(dialect) });
  }

  /** The reader leaves a log: it still gets what was told before. */
  leave(audience: Audience): void {
    this.#waiting.push({ behind: goals([audience]), run: () => {} });
    this.#missed.delete(audience);
  }

  /** Notes that this reader missed presence of a log. */
  miss(audience: Audience): void {
    this.#missed.add(audience);
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

  /**
   * Writes one chunk at most, if the socket takes it. True when it may take another one; if not, its owner is told when to
   * call it again.
   */
  pump(hears: ReadonlySet<Audience>): boolean {
    while (!this.#over && !this.#reading && !this.#outbox.choked) {
      if (this.#found !== undefined) return this.#takeFound(this.#found);
      const waiting = this.#waiting[0];
      const behind = this.#behind(waiting?.behind ?? goals(hears));
      if (behind !== undefined) return this.#advance(...behind);
      if (waiting !== undefined) {
        this.#waiting.shift();
        waiting.run();
      } else {
        this.end();
        this.#live([...this.#missed]);
      }
    }
    return false;
  }

  #behind(wanted: Goals): [audience: Audience, goal: number] | undefined {
    for (const [audience, goal] of wanted) {
      const cursor = this.#cursors.get(audience);
      if (cursor !== undefined && cursor < goal) return [audience, goal];
    }
    return undefined;
  }

  /** Hands over the next events of one log from the audience's memory, and is true; or else asks the store for them. */
  #advance(audience: Audience, goal: number): boolean {
    const cursor = this.#cursors.get(audience) ?? 0;
    const recent = this.#restAfter(audience, cursor) ?? audience.after(cursor);
    if (recent !== undefined) {
      this.#handOver(audience, cursor, goal, recent);
      return true;
    }
    this.#reading = true;
    const { read, clock } = this.#ports;
    const began = clock.now();
    const limit = this.#wanted;
    read(audience.log, cursor, limit).then(
      (events) => {
        this.#found = () => {
          this.#handOver(audience, cursor, goal, events);
          if (events.length < limit) return;
          this.#reading = true;
          this.#goOn(REST_FACTOR * (clock.now() - began));
        };
        this.#goOn(0);
      },
      () => this.#goOn(READ_RETRY_MS),
    );
    return false;
  }

  #takeFound(found: () => void): boolean {
    this.#found = undefined;
    found();
    return !this.#reading;
  }

  /** Goes on after some milliseconds; at once for 0. */
  #goOn(wait: number): void {
    if (wait > 0) {
      this.#ports.clock.after(wait, () => this.#goOn(0));
      return;
    }
    this.#reading = false;
    if (!this.#over) this.#outbox.owner?.goOn();
  }

  #restAfter(audience: Audience, cursor: number): readonly Authored[] | undefined {
    const rest = this.#rest;
    this.#rest = undefined;
    const goesOn = rest?.audience === audience && rest.events[0]?.event.seq === cursor + 1;
    return goesOn ? rest.events : undefined;
  }

  #handOver(audience: Audience, cursor: number, goal: number, events: readonly Authored[]): void {
    const { dialect } = this.#outbox;
    const texts: string[] = [];
    let length = 0;
    let last = cursor;
    let count = 0;
    const wanted = events.filter(({ event }) => event.seq <= goal);
    const first = wanted[0]?.event.seq ?? goal + 1;
    if (first > cursor + 1) {
      const place = isPrivateKey(audience.log) ? { log: audience.log } : { room: audience.name };
      texts.push(dialect.write({ ev: 'lagged', ...place, from: cursor + 1, to: first - 1 }));
      last = first - 1;
    }
    for (const { event, author } of wanted) {
      const text = dialect.write(this.hides.has(author) ? veiledInLog(event) : event);
      texts.push(text);
      length += text.length;
      last = event.seq;
      count += 1;
      if (length > MAX_CHUNK_LENGTH) break;
    }
    const perEvent = Math.ceil(length / Math.max(1, count));
    this.#wanted = Math.min(MAX_CHUNK_EVENTS, Math.ceil(MAX_CHUNK_LENGTH / Math.max(1, perEvent)));
    if (count < wanted.length) this.#rest = { audience, events: wanted.slice(count) };
    this.#cursors.set(audience, last);
    this.#write(texts);
  }

  #write(texts: readonly string[]): void {
    const bytes = framed(this.#outbox.dialect, texts);
    if (bytes.length === 0) return;
    this.#outbox.push(bytes);
    this.#outbox.flush();
  }
}

const nowhere: Goals = new Map();

function goals(audiences: Iterable<Audience>): Map<Audience, number> {
  const all = new Map<Audience, number>();
  for (const audience of audiences) all.set(audience, audience.told);
  return all;
}
