/** One connection: its lines taken fairly and not faster than allowed, its door chosen by the first of them, its outbox. */
import type { Command } from '../../grammar/ast.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { Dialect, Door } from '../doors/door.ts';
import type { Allowance } from './allowance.ts';
import { isRequest } from './carriers.ts';
import type { Alarm, Clock } from './clock.ts';
import { type Line, Lines } from './lines.ts';
import { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import { Secrets } from './secrets.ts';
import { SignsOfLife } from './signs-of-life.ts';
import { Speech } from './speech.ts';
import type { Transport } from './transport.ts';

/** What a connection tells of itself; all of it in the order of what arrived. */
export interface ConnectionEvents {
  /** The door is chosen: the connection wants to be greeted. */
  opened(connection: Connection): void;
  commanded(connection: Connection, command: Command): void;
  refused(connection: Connection, fault: Fault): void;
  /** It is read more slowly from now on; told once. */
  slowed(connection: Connection): void;
  /** The peer has sent its last line and all of it was read. */
  finished(connection: Connection): void;
  /** It is closed, by whomever. */
  closed(connection: Connection): void;
  /** Lines are left for the next turn. */
  unfinished(connection: Connection): void;
  /** Nothing more is taken from it for now: the turn's time is spent, or its share of that, or so much waits for a commit. */
  isBusyFor(connection: Connection): boolean;
  /** What came from it has kept the server busy for so many milliseconds. */
  worked(connection: Connection, milliseconds: number): void;
}

/** A connection that sends nothing for this long is greeted as `plain`. */
export const GREETING_DELAY_MS = 300;
/** The server takes at most this many lines of one connection before others have their turn. */
const MAX_LINES_AT_ONCE = 8;

/**
 * Reads the lines of one transport fairly, and owns its outbox. It knows no session: `events` tell the hub what it
 * reads.
 */
export class Connection {
  readonly outbox: Outbox;
  /** No other one of this process has it. */
  readonly id: number;
  /** Whoever has the same one are neighbours, and share what one may make the server do. */
  readonly address: string;
  readonly secrets = new Secrets();
  readonly life: SignsOfLife;
  readonly #transport: Transport;
  readonly #events: ConnectionEvents;
  readonly #clock: Clock;
  readonly #lines = new Lines();
  readonly #pace: Pace;
  #greeting: Alarm | undefined;
  /** The line that comes next, when it has to wait. */
  #next: Line | undefined;
  readonly #speech: Speech;
  #opened = false;
  /** The first line has picked the door. */
  #chosen = false;
  /** It has sent a command: from here on what looks like HTTP is meant to be said. */
  #trusted = false;
  #holds = 0;
  #isSlowed = false;
  /** The peer will send no more; then, all that it sent was read. */
  #ended = false;
  #finished = false;
  /** We will write no more. */
  #closed = false;

  constructor(
    id: number,
    transport: Transport,
    events: ConnectionEvents,
    doors: readonly Door[],
    allowance: Allowance | undefined,
    clock: Clock,
  ) {
    this.id = id;
    this.#transport = transport;
    this.address = transport.address;
    this.#events = events;
    this.#clock = clock;
    this.#speech = new Speech(doors);
    this.#pace = new Pace(allowance, clock, () => this.take());
    this.outbox = new Outbox(transport, this.#speech.reads);
    this.life = new SignsOfLife(clock.now());
    // What came while the server was busy is received first.
    this.#greeting = clock.after(GREETING_DELAY_MS, () =>
      clock.soon(() => this.#work(() => this.#greet())),
    );
    transport.open({
      data: (chunk) => this.#receive(chunk),
      drain: () => this.outbox.owner?.pump(),
      end: () => {
        this.#ended = true;
        this.take();
      },
      refused: () => this.#shut(),
      close: () => this.#break(),
    });
  }

  /** Its next line waits. */
  get isHeld(): boolean {
    return this.#holds > 0;
  }

  /** Its commands wait: for an answer, for the session that it resumes, or until it has been fed what it missed. */
  hold(): void {
    this.#holds += 1;
  }

  /** One reason to wait is gone: unless there is another one, it goes on with the next turn. */
  release(): void {
    this.#holds -= 1;
    if (this.#holds === 0) this.#events.unfinished(this);
  }

  /** From the next line on it is read as the dialect of that name. */
  read(name: string): void {
    this.#speech.reads = this.dialectOf(name);
  }

  /** The dialect of that name, as this connection speaks it. */
  dialectOf(name: string): Dialect {
    return this.#speech.dialectOf(name);
  }

  /** How its lines are read. */
  get dialect(): Dialect {
    return this.#speech.reads;
  }

  /** It has asked to be greeted. */
  get wasOpened(): boolean {
    return this.#opened;
  }

  /** Notes whether it has taken something since the last call, and that it lives while its lines are not read. */
  checkProgress(now: number): void {
    this.life.checkProgress(this.#transport, now);
    if (this.waits) this.life.heard = now;
  }

  /** Pays for what its lines have made the server do, besides being lines: what comes next waits the longer. */
  charge(commands: number): void {
    this.#pace.charge(commands);
  }

  /** Takes a few lines, while this turn has time and they are paid for. */
  take(): void {
    this.#work(() => this.#takeLines());
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
      // The first line comes again, when its door is open.
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

  /** Its lines are not read for now: its silence says nothing. */
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

  /** Does something for which it is to blame, and takes the time. */
  #work(task: () => void): void {
    const began = this.#clock.now();
    task();
    this.#events.worked(this, this.#clock.now() - began);
  }

  #read(line: Line): void {
    if (!this.#trusted && isRequest(line)) return this.cut();
    if (!this.#chosen && this.#choose(line)) return;
    const read = this.#understand(line);
    if ('cmd' in read) {
      // Whoever has sent nothing else is in no room, where nothing can be said.
      this.#trusted ||= read.cmd !== 'say';
      this.#events.commanded(this, read);
    } else this.#events.refused(this, read);
  }

  #understand(line: Line): Command | Fault {
    return typeof line === 'string' ? this.dialect.read(line) : line.fault;
  }

  /**
   * The first line picks the door. True when the line has to wait for the session that is opened with it; a connection
   * that was silent for long has one already, and turns to that door if one can.
   */
  #choose(line: Line): boolean {
    this.#chosen = true;
    const text = typeof line === 'string' ? line : line.beginning;
    const door = this.#speech.doorOf(text);
    if (this.#opened) {
      const format = door?.format;
      if (format && format !== this.dialect.name) {
        this.#events.commanded(this, { cmd: 'format', format });
      }
      return false;
    }
    this.#next = line;
    if (door) this.#speech.enter(door);
    this.outbox.dialect = this.dialect;
    this.#open();
    return true;
  }

  /** It has been silent for long, or its first line waits for its turn: then that picks the door all the same. */
  #greet(): void {
    if (this.#opened || this.#closed) return;
    this.#next ??= this.#lines.next();
    if (!this.#next) this.#open();
    else if (!isRequest(this.#next)) this.#choose(this.#next);
  }

  #open(): void {
    this.#greeting?.cancel();
    this.#greeting = undefined;
    this.#opened = true;
    this.#events.opened(this);
  }

  /** It is told once that it is read more slowly. */
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
    this.#greeting?.cancel();
    this.#pace.stop();
  }

  #break(): void {
    this.#shut();
    this.#work(() => this.#events.closed(this));
  }
}
