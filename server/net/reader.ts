/** A session and its connection: what it hears where, and what becomes of the pair (see `reader-states.ts`). */
import type { Event } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { type Audience, type Hearer, olderOf } from './audience.ts';
import type { Author, Authored, Authors } from './batch.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import type { Delivery } from './delivery.ts';
import { Feed, type FeedPorts } from './feed.ts';
import type { Outbox, Owner } from './outbox.ts';
import { Portion } from './portion.ts';
import { type Change, type State, transitions } from './reader-states.ts';

/** What all readers share. */
export interface ReaderPorts {
  readonly clock: Clock;
  readonly delivery: Delivery;
  /** Like a feed's `read`, for somebody of an address: addresses take turns. */
  read(log: LogKey, after: number, limit: number, address: string): Promise<Authored[]>;
  /** A reader has caught up. `missed`: the rooms in which it missed presence. */
  live(connection: Connection, missed: readonly Audience[]): void;
}

const message = 'This session goes on in another connection.';
const takenOver: Event = { ev: 'bye', code: 'taken_over', message };

/** One session as a state machine: see the table in `reader-states.ts`. */
export class Reader implements Hearer, Owner {
  readonly hears = new Set<Audience>();
  readonly #ports: ReaderPorts;
  #state: State = 'detached';
  #connection: Connection | undefined;
  /** There while it is behind. Then the events of its logs come through the feed. */
  #feed: Feed | undefined;
  readonly #portion: Portion;
  /** The logs of which it has still to get what rings its bell. */
  #bells: Set<Audience> | undefined;

  constructor(ports: ReaderPorts) {
    this.#ports = ports;
    this.#portion = new Portion(ports.delivery);
  }

  attach(connection: Connection): void {
    if (!this.#goes('attach')) return;
    this.#hangUp(takenOver);
    this.#connection = connection;
    this.#bells = undefined;
    connection.outbox.owner = this;
    for (const audience of this.hears) {
      audience.connected += 1;
      this.#portion.begin(audience);
    }
  }

  /** Takes its connection away. It still hears its logs, and catches up on another connection. */
  detach(bye?: Event): void {
    if (this.#goes('detach')) this.#hangUp(bye);
  }

  /** Its connection will belong to another session once that is committed. */
  move(): void {
    if (this.#goes('move')) this.#connection?.intake.hold();
  }

  stay(): void {
    if (!this.#goes('stay')) return;
    if (this.#feed) this.#state = 'fed';
    this.#connection?.intake.release();
  }

  /** Gives its connection to another session. It must have left its logs. */
  handOver(isRenewed: boolean): Connection | undefined {
    if (!this.#goes('handOver')) return undefined;
    const connection = this.#connection;
    this.#feed?.hurry();
    this.#takeRest();
    connection?.intake.release();
    connection?.secrets.goOver(isRenewed);
    this.#connection = undefined;
    return connection;
  }

  /** Tells it `bye` behind all that it still has to get, and closes. It must have left its logs. */
  end(bye: Event): void {
    this.tell(bye);
    if (!this.#goes('end')) return;
    const connection = this.#connection;
    if (connection && !this.#feed) this.#ports.delivery.afterwards(() => connection.close());
  }

  tell(told: Event): void {
    if (this.#connection === undefined) return;
    const { delivery } = this.#ports;
    const event = this.#connection.secrets.signed(told);
    if (this.#feed) {
      this.#feed.tell(event, this.hears);
      delivery.feed(this);
      return;
    }
    const { outbox } = this.#connection;
    const bytes = delivery.encode(event, outbox.dialect);
    if (bytes === undefined) return;
    this.#takeAll();
    delivery.push(outbox, bytes);
  }

  /** Tells it events in another dialect from here on. */
  speak(name: string): void {
    if (this.#connection === undefined) return;
    const dialect = this.#connection.speech.dialectOf(name);
    if (this.#feed) return this.#feed.speak(dialect, this.hears);
    this.#takeAll();
    this.#connection.outbox.speak(dialect);
  }

  /** Lets the rest that it is told in this turn leave after everybody else has been written to. */
  waitForOthers(): void {
    if (this.#connection === undefined || this.#feed) return;
    this.#takeAll();
    this.#ports.delivery.pushLast(this.#connection.outbox);
  }

  /** Rings its bell behind what `audience` has been told so far; while it is behind, when it has caught up. */
  ring(audience: Audience): void {
    const outbox = this.#connection?.outbox;
    if (outbox?.dialect.traits.rings !== true) return;
    if (this.#feed === undefined && audience.batch === undefined) return outbox.ring();
    this.#bells ??= new Set();
    this.#bells.add(audience);
  }

  /** Feeds it the log after `after`. What it is told from here on comes behind that. */
  replay(audience: Audience, after: number): void {
    this.lag();
    this.#feed?.start(audience, after);
  }

  /** Lets it hear `audience` from here on, without the events that this turn has told already. */
  enter(audience: Audience): void {
    this.hears.add(audience);
    audience.readers.add(this);
    if (this.#connection) audience.connected += 1;
    this.#feed?.start(audience, audience.told);
    this.#portion.begin(audience);
  }

  leave(audience: Audience): void {
    if (this.#feed) this.#feed.leave(audience);
    else this.#take(audience);
    this.#portion.takeBegin(audience);
    this.hears.delete(audience);
    audience.readers.delete(this);
    if (this.#connection) audience.connected -= 1;
  }

  /** Hides from it what these authors do, from here on. Events that this turn has told already are shown. */
  hide(authors: Authors): void {
    if (this.#feed === undefined) this.#takeAll();
    this.#portion.hides = authors.size === 0 ? undefined : authors;
    if (this.#feed) this.#feed.hides = authors;
  }

  /** What `audience` was told last it has said itself. While it is behind, its lines wait: it says nothing. */
  spoke(audience: Audience): void {
    if (this.#feed || !this.hears.has(audience)) return;
    if (this.#connection?.outbox.dialect.traits.echoes === false) this.#take(audience, 1);
  }

  share(audience: Audience, staying: ReadonlySet<Audience>): void {
    if (staying.size > 0 && this.#feed === undefined) this.#takeOlder(staying, audience.last);
    const { batch } = audience;
    const from = this.#portion.takeBegin(audience);
    const connection = this.#connection;
    if (batch === undefined || connection === undefined) return;
    if (this.#feed) {
      if (!batch.isLogged(from)) this.#feed.miss(audience);
      this.#ports.delivery.feed(this);
      return;
    }
    const to = batch.events.length;
    if (from === to) return;
    const { outbox } = connection;
    this.#ringFor(audience, outbox);
    if (from > 0 || this.#portion.hides) return this.#portion.push(outbox, batch, from, to);
    this.#ports.delivery.push(outbox, batch.whole(outbox.dialect));
  }

  /** While it is behind, presence is dropped. A `room` makes it good later. */
  hear(event: Event, audiences: readonly Audience[], author: Author | undefined): void {
    if (this.#feed === undefined) {
      const told = this.#portion.shown(event, author);
      return told && this.tell(told);
    }
    for (const audience of audiences) if (this.hears.has(audience)) this.#feed.miss(audience);
  }

  /** True while its events come through the feed. */
  get isBehind(): boolean {
    return this.#feed !== undefined;
  }

  /** Puts it behind: too many bytes wait for its connection, or it has to read a log first. */
  lag(): void {
    const connection = this.#connection;
    if (connection === undefined || !this.#goes('lag')) return;
    this.#takeAll();
    connection.intake.hold();
    const { clock, read } = this.#ports;
    const ports: FeedPorts = {
      clock,
      read: (log, after, limit) => read(log, after, limit, connection.address),
    };
    this.#feed = new Feed(connection.outbox, this.hears, ports, (missed) => {
      this.#feed = undefined;
      this.#caughtUp(connection, missed);
    });
    if (this.#portion.hides) this.#feed.hides = this.#portion.hides;
    this.#ports.delivery.feed(this);
  }

  goOn(): void {
    const { delivery } = this.#ports;
    if (this.#feed) delivery.later(() => delivery.feedNow(this));
  }

  /** Hands over the next part of what it missed. True when it can be handed more at once. */
  pump(): boolean {
    const feed = this.#feed;
    if (feed === undefined) return false;
    for (const audience of this.hears) this.#passOver(audience, feed);
    return feed.pump(this.hears);
  }

  /** What a batch has been told so far comes through the feed. */
  #passOver(audience: Audience, feed: Feed): void {
    const from = this.#portion.takeBegin(audience);
    if (audience.batch?.isLogged(from) === false) feed.miss(audience);
    this.#portion.begin(audience);
  }

  #caughtUp(connection: Connection, missed: readonly Audience[]): void {
    if (!this.#goes('catchUp')) return;
    for (const audience of this.#bells ?? []) this.#ringFor(audience, connection.outbox);
    connection.outbox.flush();
    if (this.#state === 'ended') void connection.close();
    else this.#ports.live(connection, missed);
    connection.intake.release();
  }

  #goes(change: Change): boolean {
    const next = transitions[this.#state][change];
    if (next !== undefined) this.#state = next;
    return next !== undefined;
  }

  /** Closes its connection when this turn has been written. */
  #hangUp(bye: Event | undefined): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#takeRest();
    const { delivery } = this.#ports;
    const bytes = bye && delivery.encode(bye, connection.outbox.dialect);
    if (bytes) delivery.push(connection.outbox, bytes);
    connection.outbox.owner = undefined;
    this.#connection = undefined;
    for (const audience of this.hears) audience.connected -= 1;
    delivery.afterwards(() => connection.close());
  }

  /** Gives this connection what the turn has told so far; one that is behind gets no more. */
  #takeRest(): void {
    if (this.#feed === undefined) return this.#takeAll();
    this.#feed.end();
    this.#feed = undefined;
    this.#connection?.intake.release();
  }

  /** Puts what its logs have told so far into the outbox, so that something else can come behind it. */
  #takeAll(): void {
    this.#takeOlder(this.hears, Number.POSITIVE_INFINITY);
  }

  /** Takes what some of its logs have told so far, if they began before so many events were told; the oldest first. */
  #takeOlder(some: ReadonlySet<Audience>, before: number): void {
    for (const audience of olderOf(this.hears, some, before)) this.#take(audience);
  }

  /** Takes what one log has told so far, except its last `besides` events. */
  #take(audience: Audience, besides = 0): void {
    if (this.#connection === undefined) return;
    const { outbox } = this.#connection;
    this.#portion.take(audience, outbox, besides);
    this.#ringFor(audience, outbox);
  }

  #ringFor(audience: Audience, outbox: Outbox): void {
    if (this.#bells?.delete(audience)) outbox.ring();
  }
}
