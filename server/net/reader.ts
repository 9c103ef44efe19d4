/** A session and its connection: what becomes of the pair (see `reader-states.ts`), and what it hears where. */
import type { Event } from '../../grammar/events.ts';
import type { Audience, Hearer, Staying } from './audience.ts';
import type { Author, Authors } from './batch.ts';
import type { Connection } from './connection.ts';
import { Feed, type ReaderPorts } from './feed.ts';
import { Live } from './live.ts';
import type { Owner } from './outbox.ts';
import { type Change, type State, transitions } from './reader-states.ts';

const message = 'This session goes on in another connection.';
const takenOver: Event = { ev: 'bye', code: 'taken_over', message };

/** One session as a state machine: see the table in `reader-states.ts`. */
export class Reader implements Hearer, Owner {
  readonly hears = new Set<Audience>();
  hides: Authors | undefined;
  readonly #ports: ReaderPorts;
  #state: State = 'detached';
  #connection: Connection | undefined;
  /** How it is told things on its connection: the one while it keeps pace, the other while it is behind. */
  #live: Live | undefined;
  #feed: Feed | undefined;

  constructor(ports: ReaderPorts) {
    this.#ports = ports;
  }

  attach(connection: Connection): void {
    if (!this.#goes('attach')) return;
    this.#hangUp(takenOver);
    this.#connection = connection;
    connection.outbox.owner = this;
    this.#goLive(connection);
    for (const audience of this.hears) audience.connected += 1;
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

  tell(event: Event): void {
    const connection = this.#connection;
    if (connection) this.#way?.tell(connection.secrets.signed(event));
  }

  /** Tells it events in another dialect from here on. */
  speak(name: string): void {
    const connection = this.#connection;
    if (connection) this.#way?.speak(connection.speech.dialectOf(name));
  }

  /** Lets the rest that it is told in this turn leave after everybody else has been written to. */
  waitForOthers(): void {
    this.#way?.waitForOthers();
  }

  /** Rings its bell behind what `audience` has been told so far; while it is behind, when it has caught up. */
  ring(audience: Audience): void {
    if (this.#connection?.outbox.dialect.traits.rings) this.#way?.ring(audience);
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
    this.#way?.enter(audience);
  }

  leave(audience: Audience): void {
    this.#way?.leave(audience);
    this.hears.delete(audience);
    audience.readers.delete(this);
    if (this.#connection) audience.connected -= 1;
  }

  /** Hides from it what these authors do, from here on. Events that this turn has told already are shown. */
  hide(authors: Authors): void {
    this.#live?.takeAll();
    this.hides = authors.size === 0 ? undefined : authors;
  }

  /** What `audience` was told last it has said itself. While it is behind, its lines wait: it says nothing. */
  spoke(audience: Audience): void {
    if (this.hears.has(audience)) this.#live?.spoke(audience);
  }

  share(audience: Audience, staying: Staying | undefined): void {
    this.#way?.share(audience, staying);
  }

  /** While it is behind, presence is dropped. A `room` makes it good later. */
  hear(event: Event, author: Author | undefined): void {
    this.#live?.hear(event, author);
  }

  /** True while its events come through the feed. */
  get isBehind(): boolean {
    return this.#feed !== undefined;
  }

  /** Puts it behind: too many bytes wait for its connection, or it has to read a log first. */
  lag(): void {
    const connection = this.#connection;
    if (connection === undefined || !this.#goes('lag')) return;
    this.#live?.takeAll();
    this.#live = undefined;
    connection.intake.hold();
    this.#feed = new Feed(connection, this, this.#ports, (missed) => {
      this.#caughtUp(connection, missed);
    });
  }

  goOn(): void {
    this.#feed?.goOn();
  }

  get #way(): Live | Feed | undefined {
    return this.#feed ?? this.#live;
  }

  #goLive({ outbox }: Connection): void {
    this.#feed = undefined;
    this.#live = new Live(outbox, this, this.#ports);
  }

  #caughtUp(connection: Connection, missed: readonly Audience[]): void {
    this.#goLive(connection);
    if (!this.#goes('catchUp')) return;
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
    const { delivery, encoder } = this.#ports;
    const bytes = bye && encoder.encode(bye, connection.outbox.dialect);
    if (bytes) delivery.push(connection.outbox, bytes);
    connection.outbox.owner = undefined;
    this.#connection = undefined;
    for (const audience of this.hears) audience.connected -= 1;
    delivery.afterwards(() => connection.close());
  }

  /** Gives its connection what the turn has told so far. One that is behind gets no more. */
  #takeRest(): void {
    if (this.#feed) this.#connection?.intake.release();
    this.#feed?.end();
    this.#feed = undefined;
    this.#live?.takeAll();
    this.#live = undefined;
  }
}
