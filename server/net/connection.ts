/** One connection: it takes lines at a fair pace, chooses its door by the first line, and owns its outbox. */
import type { Command } from '../../grammar/ast.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { Door } from '../doors/door.ts';
import type { Allowance } from './allowance.ts';
import { Arrival } from './arrival.ts';
import type { Clock } from './clock.ts';
import { type Line, Lines } from './lines.ts';
import { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import { Secrets } from './secrets.ts';
import { SignsOfLife } from './signs-of-life.ts';
import { Speech } from './speech.ts';
import type { Transport } from './transport.ts';

/** What a connection tells the hub, in the order in which its bytes arrived. */
export interface ConnectionEvents {
  /** The door is chosen: the connection wants to be greeted. */
  opened(connection: Connection): void;
  commanded(connection: Connection, command: Command): void;
  refused(connection: Connection, fault: Fault): void;
  /** The connection is read more slowly from now on. Told once. */
  slowed(connection: Connection): void;
  /** The peer has sent its last line and all of it was read. */
  finished(connection: Connection): void;
  /** The connection is closed, by its peer or by the server. */
  closed(connection: Connection): void;
  /** The connection has lines left for the next turn. */
  unfinished(connection: Connection): void;
  /** True when no more lines should be taken in this turn: its time or the address's share is spent, or too much waits for a commit. */
  isBusyFor(connection: Connection): boolean;
  /** True when this turn has gone on for as long as it may, whoever has caused that. */
  isLate(): boolean;
  /** Its lines have kept the server busy for this many milliseconds. */
  worked(connection: Connection, milliseconds: number): void;
}

/** What a connection tells and asks besides, before it is greeted. */
export interface ConnectionHost extends ConnectionEvents {
  /** A handshake begins. False when there are too many: then it has not begun. */
  mayShakeHands(connection: Connection): boolean;
  /** It has ended: done, or broken off. */
  haveShakenHands(connection: Connection, isDone: boolean): void;
}

/** The server takes at most this many lines of one connection before others have their turn. */
const MAX_LINES_AT_ONCE = 8;

/**
 * Reads the lines of one transport fairly, and owns its outbox. It knows no session: `events` tell the hub what it
 * reads.
 */
export class Connection {
  readonly outbox: Outbox;
  /** Unique in this process. */
  readonly id: number;
  /** The address by which limits count it: connections of one address share their limits. */
  readonly address: string;
  readonly secrets = new Secrets();
  readonly speech: Speech;
  readonly life: SignsOfLife;
  /** Why whoever it is may only log in, if that is so. */
  mustLogIn: string | undefined;
  readonly #transport: Transport;
  readonly #events: ConnectionHost;
  readonly #clock: Clock;
  readonly #lines = new Lines();
  readonly #pace: Pace;
  readonly #arrival: Arrival;
  /** It should have been greeted by now, but the turn had no time left. */
  #isGreetedLate = false;
  /** The next line, while it has to wait. */
  #next: Line | undefined;
  #opened = false;
  #holds = 0;
  #isSlowed = false;
  /** The peer will send no more; and then: all that it sent is read. */
  #ended = false;
  #finished = false;
  /** We will write no more. */
  #closed = false;

  constructor(
    id: number,
    transport: Transport,
    events: ConnectionHost,
    doors: readonly Door[],
    allowance: Allowance | undefined,
    clock: Clock,
  ) {
    this.id = id;
    this.#transport = transport;
    this.address = transport.address;
    this.#events = events;
    this.#clock = clock;
    this.speech = new Speech(doors);
    this.#pace = new Pace(allowance, clock, () => this.take());
    this.outbox = new Outbox(transport, this.speech.reads);
    this.life = new SignsOfLife(clock.now());
    this.#arrival = new Arrival(clock, {
      greet: () => this.#work(() => this.#greet()),
      mayShakeHands: () => events.mayShakeHands(this),
      haveShakenHands: (isDone) => events.haveShakenHands(this, isDone),
    });
    this.#arrival.wait(transport.mayBecomePrivate);
    transport.open({
      data: (chunk) => this.#receive(chunk),
      drain: () => this.outbox.owner?.pump(),
      end: () => {
        this.#ended = true;
        this.take();
      },
      handshake: () => this.#startHandshake(),
      ready: () => this.#endHandshake(),
      refused: () => {
        this.#arrival.endHandshake(true);
        this.#shut();
      },
      close: () => this.#break(),
    });
  }

  /** True when others can't read on the way what is said on it. */
  get isPrivate(): boolean {
    return this.#transport.isPrivate;
  }

  /** The SHA-256 of the certificate that its peer has shown, as OpenSSL prints it. */
  get certificate(): string | undefined {
    return this.#transport.certificate;
  }

  /** True while its next line has to wait. */
  get isHeld(): boolean {
    return this.#holds > 0;
  }

  /** Makes its commands wait: for an answer, for the session that it resumes, or until it is fed what it missed. */
  hold(): void {
    this.#holds += 1;
  }

  /** Takes back one `hold`. After the last one its lines go on with the next turn. */
  release(): void {
    this.#holds -= 1;
    if (this.#holds === 0) this.#events.unfinished(this);
  }

  /** True once it has asked to be greeted. */
  get wasOpened(): boolean {
    return this.#opened;
  }

  /** Notes whether it has taken bytes since the last call. While its lines are not read, its silence counts for nothing. */
  checkProgress(now: number): void {
    this.life.checkProgress(this.#transport, now);
    if (this.waits) this.life.heard = now;
  }

  /** It is one of a person's from here on, whose devices share an allowance; or of nobody's with others. */
  belongTo(person: Allowance | undefined): void {
    this.#pace.belongTo(person);
  }

  /** Charges it for work that its lines have caused: its next lines wait longer. */
  charge(commands: number): void {
    this.#pace.charge(commands);
  }

  /** Takes a few lines, while this turn has time and its allowance pays for them. */
  take(): void {
    this.#work(() => (this.#isGreetedLate ? this.#greet() : this.#takeLines()));
  }

  #takeLines(): void {
    let lines = MAX_LINES_AT_ONCE;
    while (!this.waits && this.#pace.payForBytes()) {
      const line = this.#next ?? this.#lines.next();
      if (line === undefined) break;
      this.#next = line;
      if (lines === 0 || this.#events.isBusyFor(this)) {
        this.#transport.pause();
        this.#events.unfinished(this);
        return;
      }
      if (!this.#pace.payForLine()) break;
      lines -= 1;
      this.#next = undefined;
      if (line !== '') this.#read(line);
      // The first line is put back until its door is open.
      if (this.#next === undefined) this.#pace.took();
    }
    if (this.#pace.isPausing) this.#slow();
    if (this.waits) this.#transport.pause();
    else if (this.#ended) this.#finish();
    else if (!this.#closed) this.#transport.resume();
  }

  /** Closes when all has been written, and resolves when it is done. What the peer still sends is not read. */
  close(): Promise<void> {
    if (!this.#closed) {
      this.#shut();
      this.#transport.end();
    }
    return this.#transport.closed();
  }

  /** Cuts it off at once. */
  cut(): void {
    this.#closed = true;
    this.#transport.cut();
  }

  /** True while its lines are not read. */
  get waits(): boolean {
    return this.#holds > 0 || this.#closed || this.#pace.isPausing;
  }

  #receive(chunk: Buffer): void {
    if (this.#closed) return;
    this.life.came(this.#clock.now());
    this.#pace.came(chunk.length);
    this.#lines.push(chunk);
    this.take();
  }

  /** Does a task for this connection, and charges it for the time. */
  #work(task: () => void): void {
    const began = this.#clock.now();
    task();
    this.#events.worked(this, this.#clock.now() - began);
  }

  #read(line: Line): void {
    if (this.speech.isForged(line)) return this.cut();
    if (!this.speech.hasChosen && this.#choose(line)) return;
    const read = this.speech.read(line);
    if ('cmd' in read) this.#events.commanded(this, read);
    else this.#events.refused(this, read);
  }

  /**
   * The first line picks the door. True when the line has to wait until its session is open. A connection that was silent
   * for long has a session already; it changes its format to that door's.
   */
  #choose(line: Line): boolean {
    const door = this.speech.choose(line);
    if (this.#opened) {
      const format = door?.format;
      if (format && format !== this.speech.reads.name) {
        this.#events.commanded(this, { cmd: 'format', format });
      }
      return false;
    }
    this.#next = line;
    if (door) this.speech.use(door);
    this.outbox.dialect = this.speech.reads;
    this.#open();
    return true;
  }

  /** Whoever has been greeted already speaks lines, and nothing else. */
  #startHandshake(): void {
    this.#isGreetedLate = false;
    if (this.#opened || !this.#arrival.beginHandshake()) this.cut();
  }

  #endHandshake(): void {
    this.#arrival.endHandshake(true);
    if (!this.#closed) this.#arrival.wait(this.#transport.mayBecomePrivate);
  }

  /** Greets a connection that was silent for long. If its first line waits for its turn, that line picks the door. */
  #greet(): void {
    this.#isGreetedLate = false;
    if (this.#opened || this.#closed) return;
    if (this.#events.isLate()) {
      this.#isGreetedLate = true;
      return this.#events.unfinished(this);
    }
    this.#next ??= this.#lines.next();
    if (!this.#next) this.#open();
    else if (!this.speech.isForged(this.#next)) this.#choose(this.#next);
  }

  #open(): void {
    this.#arrival.stop();
    this.#opened = true;
    this.#events.opened(this);
  }

  /** Tells it once that it is read more slowly. */
  #slow(): void {
    if (this.#isSlowed || !this.#opened) return;
    this.#isSlowed = true;
    this.#events.slowed(this);
  }

  #finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    if (!this.#opened) this.cut();
    else this.#events.finished(this);
  }

  /** Nothing is read or written any more. */
  #shut(): void {
    this.#closed = true;
    this.#arrival.stop();
    this.#pace.stop();
  }

  #break(): void {
    this.#arrival.endHandshake(false);
    this.#shut();
    this.#work(() => this.#events.closed(this));
  }
}
