/** The lines of one connection: how many are taken in a turn, and when none are. */
import type { Clock } from '../clock.ts';
import type { Allowance } from './allowance.ts';
import { type Line, Lines } from './lines.ts';
import { Payer } from './payer.ts';
import type { Transport } from './transport.ts';

/** What becomes of lines: one table for all connections. */
export interface IntakePorts<Who> {
  /** A line is read. False when it has to come again: nobody hears it yet. */
  read(who: Who, line: Line): boolean;
  /** True when no more lines should be taken in this turn. */
  isBusy(who: Who): boolean;
  /** There are lines left for the next turn. */
  unfinished(who: Who): void;
  /** The allowance pays again. */
  payable(who: Who): void;
  /** It has to wait until its allowance pays again. False when that can't be told yet; told once. */
  slowed(who: Who): boolean;
  /** All that the peer has sent is read, and no more will come. Told once. */
  finished(who: Who): void;
}

/** What it reads from, and who pays for that. */
interface Means {
  readonly transport: Transport;
  readonly allowance: Allowance | undefined;
  readonly clock: Clock;
}

/** The server takes at most this many lines of one connection before others have their turn. */
const MAX_LINES_AT_ONCE = 8;

/** Takes the lines of one transport fairly: a few at a time, as the allowance pays for them, and none while it is held. */
export class Intake<Who> {
  /** Pays for the lines, and is charged for what they cause. */
  readonly payer: Payer;
  readonly #who: Who;
  readonly #transport: Transport;
  readonly #ports: IntakePorts<Who>;
  readonly #lines = new Lines();
  /** The next line, while it has to wait. */
  #next: Line | undefined;
  #holds = 0;
  #isSlowed = false;
  /** The peer will send no more; and then: all that it sent is read. */
  #ended = false;
  #finished = false;
  #closed = false;

  constructor(who: Who, ports: IntakePorts<Who>, { transport, allowance, clock }: Means) {
    this.#who = who;
    this.#transport = transport;
    this.#ports = ports;
    this.payer = new Payer(allowance, clock, this);
  }

  /** True while the next line has to wait for a `release`. */
  get isHeld(): boolean {
    return this.#holds > 0;
  }

  /** True while no lines are read. */
  get waits(): boolean {
    return this.#holds > 0 || this.#closed || this.payer.isPausing;
  }

  /** How many bytes it holds that are not read as lines. */
  get held(): number {
    return this.#lines.held;
  }

  hold(): void {
    this.#holds += 1;
  }

  /** Takes back one `hold`. After the last one the lines go on with the next turn. */
  release(): void {
    this.#holds -= 1;
    if (this.#holds === 0) this.#ports.unfinished(this.#who);
  }

  payable(): void {
    this.#ports.payable(this.#who);
  }

  push(chunk: Buffer): void {
    this.payer.came(chunk.length);
    this.#lines.push(chunk);
  }

  /** The peer will send no more. */
  end(): void {
    this.#ended = true;
  }

  /** Takes no more lines. */
  close(): void {
    this.#closed = true;
    this.payer.stop();
  }

  /** The next line, which stays the next one. */
  peek(): Line | undefined {
    this.#next ??= this.#lines.next();
    return this.#next;
  }

  /** Takes a few lines, while this turn has time and the allowance pays for them. */
  take(): void {
    let lines = MAX_LINES_AT_ONCE;
    while (!this.waits && this.payer.payForBytes()) {
      const line = this.peek();
      if (line === undefined) break;
      if (lines === 0 || this.#ports.isBusy(this.#who)) {
        this.#transport.pause();
        this.#ports.unfinished(this.#who);
        return;
      }
      if (!this.payer.payForLine()) break;
      lines -= 1;
      this.#next = undefined;
      if (line === '' || this.#ports.read(this.#who, line)) this.payer.took();
      else this.#next = line;
    }
    if (this.payer.isPausing) this.#isSlowed ||= this.#ports.slowed(this.#who);
    if (this.waits) this.#transport.pause();
    else if (!this.#ended) this.#transport.resume();
    else if (!this.#finished) {
      this.#finished = true;
      this.#ports.finished(this.#who);
    }
  }
}
