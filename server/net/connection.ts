/** One connection: it arrives, takes lines at a fair pace, owns its outbox, and is closed. */
import type { Command } from '../../grammar/ast.ts';
import type { Fault } from '../../grammar/faults.ts';
import type { Clock } from '../clock.ts';
import type { Door } from '../doors/door.ts';
import type { Allowance } from './allowance.ts';
import { Arrival, type ArrivalEvents } from './arrival.ts';
import { Intake, type IntakePorts } from './intake.ts';
import type { Line } from './lines.ts';
import { Outbox } from './outbox.ts';
import { Secrets } from './secrets.ts';
import { SignsOfLife } from './signs-of-life.ts';
import { Speech } from './speech.ts';
import type { Transport, TransportEvents } from './transport.ts';

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
  /** The connection has lines left for the next turn, or is to be greeted when one has room for it. */
  unfinished(connection: Connection): void;
  /** True when no more lines should be taken in this turn: its time or the address's share is spent, or too much waits for a commit. True before it is greeted when too many come. */
  isBusyFor(connection: Connection): boolean;
  /** Its lines have kept the server busy from one moment to another. */
  worked(connection: Connection, from: number, to: number): void;
}

/** What a connection tells and asks besides, before it is greeted. */
export interface ConnectionHost extends ConnectionEvents {
  /** A handshake begins. False when there are too many: then it has not begun. */
  mayBeginHandshake(connection: Connection): boolean;
  /** It has ended: done, or broken off. */
  handshakeEnded(connection: Connection, isDone: boolean): void;
}

/** How a connection is served. */
interface Service {
  readonly doors: readonly Door[];
  /** Without one it may ask for as much as it likes. */
  readonly allowance: Allowance | undefined;
  readonly clock: Clock;
}

/** Reads what one transport brings, and owns its outbox. It knows no session: `events` tell the hub what it reads. */
export class Connection implements TransportEvents {
  // The same functions for all: those of each would take a kilobyte a connection.
  static readonly #lines: IntakePorts<Connection> = {
    read: (who, line) => who.#read(line),
    isBusy: (who) => who.#events.isBusyFor(who),
    unfinished: (who) => who.#events.unfinished(who),
    payable: (who) => who.take(),
    slowed: (who) => {
      if (who.wasOpened) who.#events.slowed(who);
      return who.wasOpened;
    },
    finished: (who) => (who.wasOpened ? who.#events.finished(who) : who.cut()),
  };
  static readonly #arriving: ArrivalEvents<Connection> = {
    silent: (who) => who.take(),
    isBusy: (who) => who.#events.isBusyFor(who),
    unfinished: (who) => who.#events.unfinished(who),
    peek: (who) => who.intake.peek(),
    opened: (who) => {
      who.outbox.dialect = who.speech.reads;
      who.#events.opened(who);
    },
    reformatted: (who, format) => who.#events.commanded(who, { cmd: 'format', format }),
    mayBeginHandshake: (who) => who.#events.mayBeginHandshake(who),
    handshakeEnded: (who, isDone) => who.#events.handshakeEnded(who, isDone),
  };
  readonly outbox: Outbox;
  /** Unique in this process. */
  readonly id: number;
  /** The address by which limits count it: connections of one address share their limits. */
  readonly address: string;
  readonly secrets = new Secrets();
  readonly speech: Speech;
  /** Its lines. They wait while it is held: for an answer, for the session that it resumes, or until it is fed what it missed. */
  readonly intake: Intake<Connection>;
  readonly life: SignsOfLife;
  /** Why whoever it is may only log in, if that is so. */
  mustLogIn: string | undefined;
  readonly #transport: Transport;
  readonly #events: ConnectionHost;
  readonly #clock: Clock;
  /** There until its first line has picked the door. */
  #arrival: Arrival<Connection> | undefined;
  /** We will write no more. */
  #closed = false;

  constructor(
    id: number,
    transport: Transport,
    events: ConnectionHost,
    { doors, allowance, clock }: Service,
  ) {
    this.id = id;
    this.#transport = transport;
    this.address = transport.address;
    this.#events = events;
    this.#clock = clock;
    this.speech = new Speech(doors);
    this.intake = new Intake<Connection>(this, Connection.#lines, { transport, allowance, clock });
    this.outbox = new Outbox(transport, this.speech.reads);
    this.life = new SignsOfLife(clock.now());
    this.#arrival = new Arrival<Connection>(this, clock, this.speech, Connection.#arriving);
    this.#arrival.wait(transport.mayBeginTls);
    transport.open(this);
  }

  /** True when others can't read on the way what is said on it. */
  get isPrivate(): boolean {
    return this.#transport.isPrivate;
  }

  /** The SHA-256 of the certificate that its peer has shown, as OpenSSL prints it. */
  get certificate(): string | undefined {
    return this.#transport.certificate;
  }

  /** True once it has asked to be greeted. */
  get wasOpened(): boolean {
    return this.#arrival?.isOpened ?? true;
  }

  /** How many bytes the server holds of it and for it. */
  get held(): number {
    return this.#transport.waiting + this.#transport.unread + this.intake.held;
  }

  /** Notes whether it has taken bytes since the last call. While its lines are not read, its silence counts for nothing. */
  checkProgress(now: number): void {
    this.life.checkProgress(this.#transport, now);
    if (this.intake.waits) this.life.heard = now;
  }

  /** Takes a few lines, while this turn has time and its allowance pays for them. */
  take(): void {
    this.#work(() => this.#take());
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
    this.intake.close();
    this.#transport.cut();
  }

  received(chunk: Buffer): void {
    if (this.#closed) return;
    this.#work((now) => {
      this.life.came(now);
      this.intake.push(chunk);
      this.#take();
    });
  }

  drained(): void {
    this.outbox.owner?.goOn();
  }

  ended(): void {
    this.intake.end();
    this.take();
  }

  handshake(): void {
    if (!this.#arrival?.beginHandshake()) this.cut();
  }

  ready(): void {
    this.#arrival?.endHandshake(true);
    if (!this.#closed) this.#arrival?.wait(this.#transport.mayBeginTls);
  }

  refused(): void {
    this.#arrival?.endHandshake(true);
    this.#shut();
  }

  closed(): void {
    this.#arrival?.endHandshake(false);
    this.#shut();
    this.#work(() => this.#events.closed(this));
  }

  /** Does a task for this connection, and charges it for the time. */
  #work(task: (now: number) => void): void {
    const began = this.#clock.now();
    task(began);
    this.#events.worked(this, began, this.#clock.now());
  }

  #take(): void {
    if (this.#arrival?.isLate && !this.#closed) this.#arrival.greet();
    this.intake.take();
  }

  /** False when the line has to come again. */
  #read(line: Line): boolean {
    if (this.speech.isForged(line)) this.cut();
    else if (!this.speech.hasChosen && this.#arrival?.choose(line)) return false;
    else {
      this.#arrival = undefined;
      this.#hear(this.speech.read(line));
    }
    return true;
  }

  #hear(read: Command | Fault): void {
    if ('cmd' in read) this.#events.commanded(this, read);
    else this.#events.refused(this, read);
  }

  /** Nothing is read or written any more. */
  #shut(): void {
    this.#closed = true;
    this.intake.close();
    this.#arrival?.stop();
  }
}
