/** Limits what a connection may make the server do: lines, work and bytes. An address has a shared limit, and so has a person. */
import { Bucket, type Rate } from './bucket.ts';

/** What one connection may do. */
export interface Rates {
  /** One line is one command. A line that makes the server do much counts as several. */
  readonly commands: Rate;
  readonly bytes: Rate;
}

/** All connections of an address together may do as much as this many connections; and at once, as this many. */
const NEIGHBOURS_FACTOR = 8;
const NEIGHBOURS_BURST_FACTOR = 2;
/** All connections of a person together, wherever they come from, likewise. */
const DEVICES_FACTOR = 4;
const DEVICES_BURST_FACTOR = 2;

/** Two token buckets of one connection, and a share in those of its address and of its person. */
export class Allowance {
  readonly #commands: Bucket;
  readonly #bytes: Bucket;
  readonly #shared: Allowance | undefined;
  #persons: Allowance | undefined;
  readonly #perSecond: number;
  #charged = 0;

  constructor({ commands, bytes }: Rates, shared?: Allowance) {
    this.#perSecond = commands.perSecond;
    this.#commands = new Bucket(commands);
    this.#bytes = new Bucket(bytes);
    this.#shared = shared;
  }

  /** The allowance of an address, which its connections share. */
  static ofAddress(rates: Rates): Allowance {
    return new Allowance(times(rates, NEIGHBOURS_FACTOR, NEIGHBOURS_BURST_FACTOR));
  }

  /** The allowance of a person, which their devices share. */
  static ofPerson(rates: Rates): Allowance {
    return new Allowance(times(rates, DEVICES_FACTOR, DEVICES_BURST_FACTOR));
  }

  /** From here on it has a share in that of a person, or of nobody. */
  belongTo(person: Allowance | undefined): void {
    this.#persons = person;
  }

  /** Spends so much of that, and returns how many milliseconds to wait for it. */
  spend(what: keyof Rates, much: number, now: number): number {
    const wait = (what === 'bytes' ? this.#bytes : this.#commands).take(much, now);
    const theirs = this.#persons?.spend(what, much, now) ?? 0;
    return Math.max(wait, theirs, this.#shared?.spend(what, much, now) ?? 0);
  }

  /** Spends commands after the fact: the cost of a line is known only once it is done. */
  charge(commands: number, now: number): void {
    this.#commands.take(commands, now);
    this.#charged += (commands / this.#perSecond) * 1000;
    this.#persons?.charge(commands, now);
    this.#shared?.charge(commands, now);
  }

  /** What the neighbours were charged so far, in milliseconds. A connection that waits already waits for later charges, too. */
  get charged(): number {
    return this.#shared?.charged ?? this.#charged;
  }

  /** True when nothing of it is spent. */
  isFull(now: number): boolean {
    return this.#commands.isFull(now) && this.#bytes.isFull(now);
  }
}

function times({ commands, bytes }: Rates, factor: number, burstFactor: number): Rates {
  const many = ({ perSecond, burst }: Rate): Rate => ({
    perSecond: factor * perSecond,
    burst: burstFactor * burst,
  });
  return { commands: many(commands), bytes: many(bytes) };
}
