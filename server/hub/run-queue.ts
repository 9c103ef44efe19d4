/**
 * Says whose lines are taken next, and who comes or goes.
 *
 * Of the addresses that have lines left, the one that had least of the server's time is next; one whose lines have taken much
 * rests for some turns. Of those who come and go, a turn takes only some. While these and lines wait, whichever of the two had
 * less time is taken next: neither keeps the other waiting for ever.
 */
import type { Clock } from '../clock.ts';
import type { Rate } from '../net/bucket.ts';
import { FairQueue, type Task } from '../net/fair-queue.ts';
import { type Causes, divide, Shares } from './shares.ts';
import { TURN_MS } from './turn-limits.ts';

/** So many addresses are remembered whose last line had others told much; then the oldest is forgotten. */
const MAX_LOUD_ADDRESSES = 1000;

interface TurnState {
  /** True when as many come and go in this turn as may. */
  isCrowded(): boolean;
  /** True when it has as much to tell as it may: lines of those wait whose last one had others told much. */
  isLaden(): boolean;
}

/** What is taken next, and whether somebody comes or goes by it. */
interface Next {
  readonly task: Task;
  readonly isCrossing: boolean;
}

/** What waits for a turn, and how much of the server's time each address had. */
export class RunQueue {
  readonly #clock: Clock;
  readonly #turn: TurnState;
  /** Connections with lines left for the next turn. */
  readonly #lines = new FairQueue();
  /** Who comes or goes when a turn has room for them. */
  readonly #crossing = new FairQueue();
  readonly #shares: Shares;
  /** The addresses whose last line had others told much. */
  readonly #loud = new Set<string>();
  /** So many milliseconds more than lines have those had who come or go; less than nothing when lines had more. */
  #lead = 0;

  /** `share`: the milliseconds that an address may use, for each second and at once. */
  constructor(clock: Clock, share: Rate, turn: TurnState) {
    this.#clock = clock;
    this.#turn = turn;
    this.#shares = new Shares(share);
  }

  /** True when one more may come or go in this turn. */
  get mayCross(): boolean {
    return !this.#turn.isCrowded();
  }

  /** True when nobody waits to come or go. */
  get isClear(): boolean {
    return this.#crossing.size === 0;
  }

  /** When the first of the addresses that rest may go on; infinity when none rests. */
  get restsUntil(): number {
    return this.#lines.restsUntil;
  }

  /** True when no line of an address is taken now. */
  rests(address: string, now: number): boolean {
    return this.#restsUntil(address, now, this.#turn.isLaden()) > now;
  }

  /** Adds what is left for the next turn, such as the lines of a connection. */
  add(task: Task): void {
    this.#lines.add(task);
  }

  /** Adds somebody who comes or goes. */
  addCrossing(task: Task): void {
    this.#crossing.add(task);
  }

  /** Charges an address for the milliseconds that its lines took until now, or what came of them. */
  charge(address: string, milliseconds: number, now: number): void {
    this.#shares.charge(address, milliseconds, now);
    this.#lines.charge(address, milliseconds);
  }

  /** Charges the causes for the milliseconds that it took to tell their effects. */
  chargeAll(milliseconds: number, causes: Causes): void {
    const now = this.#clock.now();
    divide(milliseconds, causes, (address, part) => this.charge(address, part, now));
  }

  /** Notes whether a line of an address has others told much. */
  noteLoud(address: string, isLoud: boolean): void {
    this.#loud.delete(address);
    if (!isLoud) return;
    this.#loud.add(address);
    const [oldest] = this.#loud.size > MAX_LOUD_ADDRESSES ? this.#loud : [];
    if (oldest !== undefined) this.#loud.delete(oldest);
  }

  /** Removes what is next from the queue. */
  next(): Next | undefined {
    if (this.#lead > 0) return this.#nextWithLines() ?? this.#nextCrossing();
    return this.#nextCrossing() ?? this.#nextWithLines();
  }

  /** Takes it. */
  take({ task, isCrossing }: Next): void {
    const began = this.#clock.now();
    task.take();
    const took = this.#clock.now() - began;
    const lead = this.#lead + (isCrossing ? took : -took);
    // Whoever had the server alone for long owes no more than a turn.
    this.#lead = Math.max(-TURN_MS, Math.min(TURN_MS, lead));
  }

  #nextCrossing(): Next | undefined {
    const task = this.mayCross ? this.#crossing.next() : undefined;
    return task && { task, isCrossing: true };
  }

  #nextWithLines(): Next | undefined {
    const now = this.#clock.now();
    const isLaden = this.#turn.isLaden();
    if (!isLaden) this.#lines.release();
    const task = this.#lines.next(now, (address) => this.#restsUntil(address, now, isLaden));
    return task && { task, isCrossing: false };
  }

  /** In a turn that has much to tell nobody knows when those go on whose last line had others told much. */
  #restsUntil(address: string, now: number, isLaden: boolean): number {
    if (isLaden && this.#loud.has(address)) return Number.POSITIVE_INFINITY;
    return now + this.#shares.rest(address, now);
  }
}
