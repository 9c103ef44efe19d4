/**
 * Says when a turn is over, and which connections' lines are taken in the next one.
 *
 *     quiet ──▶ something is decided, or somebody has lines left ──▶ looking ──▶ over ──▶ quiet, or the next turn
 *
 * A turn is over when a look at the sockets has brought nothing new: at once when the server is idle, and after a few
 * looks when it is busy, so that more is told with one write. It is also over when its time is spent. Of the addresses that have
 * lines left, the one that had least of the time is next; one whose lines have taken much rests for some turns. Of those who come
 * and go, a turn takes only some. While these and lines wait, whichever of the two had less time is taken next: neither keeps the
 * other waiting for ever.
 */
import type { Rate } from '../net/bucket.ts';
import type { Alarm, Clock } from '../net/clock.ts';
import { FairQueue, type Task } from '../net/fair-queue.ts';
import { type Causes, divide, Shares } from './shares.ts';

/** A turn takes lines for this long; then their effects are told, and others are heard. */
const TURN_MS = 5;
/** So many addresses are remembered whose last line had others told much; then the oldest is forgotten. */
const MAX_LOUD_ADDRESSES = 1000;
/** A turn of the server goes on for at most this many further turns of the event loop. */
const MAX_LOOKS = 4;

interface TurnEvents {
  /** The turn is over: its effects may be committed and told. */
  over(): void;
  /** True when so much is held that nothing more may be decided. */
  isFull(): boolean;
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

/** Ends turns, and hands the next turn to connections that have lines left. It knows nothing of what is decided. */
export class TurnClock {
  readonly #clock: Clock;
  readonly #events: TurnEvents;
  /** The weight of all that was decided since the start: now, and when the last turn ended. */
  #decided = 0;
  #turned = 0;
  #isLooking = false;
  /** When this turn began to take lines. */
  #began = 0;
  /** Connections with lines left for the next turn. */
  readonly #queue = new FairQueue();
  /** Who comes or goes when a turn has room for them. */
  readonly #crossing = new FairQueue();
  readonly #shares: Shares;
  /** The addresses whose last line had others told much. */
  readonly #loud = new Set<string>();
  /** So many milliseconds more than lines have those had who come or go; less than nothing when lines had more. */
  #lead = 0;
  /** Rings when the first address that rests may go on. */
  #rest: Alarm | undefined;

  /** `share`: the milliseconds that an address may use, for each second and at once. */
  constructor(clock: Clock, share: Rate, events: TurnEvents) {
    this.#clock = clock;
    this.#events = events;
    this.#shares = new Shares(share);
  }

  /** True when no line of an address should be taken now: the turn's time is spent, too much is held, or the address waits. */
  isOver(address: string): boolean {
    const now = this.#clock.now();
    return this.#isSpentBy(now) || this.#restsUntil(address, now, this.#events.isLaden()) > now;
  }

  /** In a turn that has much to tell nobody knows when those go on whose last line had others told much. */
  #restsUntil(address: string, now: number, isLaden: boolean): number {
    if (isLaden && this.#loud.has(address)) return Number.POSITIVE_INFINITY;
    return now + this.#shares.rest(address, now);
  }

  /** True when somebody may come or go in this turn: it has time left, and not too many have done so. */
  get mayCross(): boolean {
    return !this.#events.isCrowded() && !this.#isSpent;
  }

  /** True when nobody waits to come or go. */
  get isClear(): boolean {
    return this.#crossing.isEmpty;
  }

  get #isSpent(): boolean {
    return this.#isSpentBy(this.#clock.now());
  }

  #isSpentBy(now: number): boolean {
    return this.#events.isFull() || this.#isLateBy(now);
  }

  #isLateBy(now: number): boolean {
    return this.#isLooking && now - this.#began >= TURN_MS;
  }

  /** Charges an address for the milliseconds that its lines took, or what came of them. */
  took(address: string, milliseconds: number): void {
    this.#shares.took(address, milliseconds, this.#clock.now());
    this.#queue.charge(address, milliseconds);
  }

  /** Charges the causes for the milliseconds that it took to tell their effects. */
  told(milliseconds: number, causes: Causes): void {
    divide(milliseconds, causes, (address, part) => this.took(address, part));
  }

  /** Notes whether a line of an address has others told much. */
  heard(address: string, isLoud: boolean): void {
    this.#loud.delete(address);
    if (!isLoud) return;
    this.#loud.add(address);
    const [oldest] = this.#loud.size > MAX_LOUD_ADDRESSES ? this.#loud : [];
    if (oldest !== undefined) this.#loud.delete(oldest);
  }

  /** Notes the weight of a decision, which is told when this turn is over. */
  decided(weight: number): void {
    this.#decided += weight;
    this.begin();
  }

  /** Notes what is left for the next turn, such as the lines of a connection. */
  queue(task: Task): void {
    this.#queue.add(task);
    this.begin();
  }

  /** Somebody comes or goes as soon as a turn has room for them. */
  cross(task: Task): void {
    this.#crossing.add(task);
    this.begin();
  }

  /** Begins a turn, unless one has begun. */
  begin(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#began = this.#clock.now();
    this.#look(this.#turned, 0);
  }

  #look(before: number, looks: number): void {
    this.#clock.soon(() => {
      if (this.#decided > before && looks < MAX_LOOKS && !this.#isSpent) {
        return this.#look(this.#decided, looks + 1);
      }
      this.#isLooking = false;
      this.#turned = this.#decided;
      this.#events.over();
      if (!this.#events.isFull()) this.#takeLines();
    });
  }

  /** Lets some come and go, and takes a few lines of each connection that has some left, while there is time. */
  #takeLines(): void {
    let next = this.#next();
    if (next === undefined) return this.#restAWhile();
    this.begin();
    for (; next !== undefined; next = this.#isSpent ? undefined : this.#next()) this.#take(next);
    // Lines that come from others now have time of their own.
    this.#began = this.#clock.now();
  }

  #take({ task, isCrossing }: Next): void {
    const began = this.#clock.now();
    task.take();
    const took = this.#clock.now() - began;
    const lead = this.#lead + (isCrossing ? took : -took);
    // Whoever had the server alone for long owes no more than a turn.
    this.#lead = Math.max(-TURN_MS, Math.min(TURN_MS, lead));
  }

  #next(): Next | undefined {
    if (this.#lead > 0) return this.#nextWithLines() ?? this.#nextCrossing();
    return this.#nextCrossing() ?? this.#nextWithLines();
  }

  #nextCrossing(): Next | undefined {
    const task = this.#events.isCrowded() ? undefined : this.#crossing.next();
    return task && { task, isCrossing: true };
  }

  #nextWithLines(): Next | undefined {
    const now = this.#clock.now();
    const isLaden = this.#events.isLaden();
    if (!isLaden) this.#queue.release();
    const task = this.#queue.next(now, (address) => this.#restsUntil(address, now, isLaden));
    return task && { task, isCrossing: false };
  }

  /** True when all addresses that have lines left rest. */
  #restAWhile(): void {
    if (this.#queue.isEmpty || this.#events.isLaden()) return;
    this.#rest?.cancel();
    const rest = this.#queue.restsUntil - this.#clock.now();
    this.#rest = this.#clock.after(rest, () => this.begin());
  }
}
