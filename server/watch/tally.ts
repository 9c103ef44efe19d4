/** Counts what happens, for metrics and `parlance top`: a witness that keeps numbers and no names. */
import type { Witness } from '../hub/witness.ts';
import type { Effect, Input } from '../rooms/effects.ts';
import { type CommitSize, type SlowCommit, Slowest } from './slowest.ts';

/** Is told how long something took, in seconds. */
export interface Timed {
  /** A turn was committed. */
  commit(seconds: number): void;
  /** What somebody did is told to all whom it concerns: since it was decided. */
  delivery(seconds: number): void;
}

/** What was counted since the server began. */
export interface Counts {
  readonly inputs: number;
  readonly messages: number;
  readonly turns: number;
  readonly undone: number;
  /** Connections that were refused, by why. */
  readonly turnedAway: Readonly<Record<string, number>>;
  /** By the codes of faults. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Of the last commits and deliveries, in milliseconds. */
  readonly commitMs: Spread;
  readonly deliveryMs: Spread;
  /** Commits of the last hour, the slowest first. */
  readonly slowest: readonly SlowCommit[];
}

/** How the last times are spread: half took no longer than `p50`, 99 of 100 no longer than `p99`, none longer than `max`. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

type CommittedTurn = NonNullable<Parameters<Witness['committing']>[0]>;

/** So many of the last times are kept. */
const MAX_LAST_TIMES = 1024;

/** The last times, of which the oldest is forgotten for each new one. */
class LastTimes {
  readonly #times: number[] = [];
  #next = 0;

  add(milliseconds: number): void {
    this.#times[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % MAX_LAST_TIMES;
  }

  get spread(): Spread {
    const sorted = [...this.#times].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}

/** Counts. `now` is in milliseconds that never go back. */
export class Tally implements Witness {
  readonly #now: () => number;
  #inputs = 0;
  #messages = 0;
  #turns = 0;
  #undone = 0;
  readonly #turnedAway = new Map<string, number>();
  readonly #refusals = new Map<string, number>();
  readonly #commits = new LastTimes();
  readonly #deliveries = new LastTimes();
  /** What is being committed; nothing while there is nothing to store. */
  #turn: CommittedTurn | undefined;
  #began = 0;
  readonly #slowest = new Slowest();
  /** Whoever else wants to know each time. */
  timed: Timed | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  began(): void {}

  decided(_: Input, effects: readonly Effect[] = []): void {
    this.#inputs += 1;
    for (const effect of effects) {
      if (effect.do === 'record') {
        if (effect.event.ev === 'message') this.#messages += 1;
      } else if (effect.do === 'tell' && effect.event.ev === 'error') {
        const { code } = effect.event;
        this.#refusals.set(code, (this.#refusals.get(code) ?? 0) + 1);
      }
    }
  }

  turnedAway(_: string, why: string): void {
    this.#turnedAway.set(why, (this.#turnedAway.get(why) ?? 0) + 1);
  }

  committing(turn: CommittedTurn | undefined): void {
    this.#turn = turn;
    this.#began = this.#now();
  }

  committed(isKept: boolean): void {
    if (!isKept) this.#undone += 1;
    this.#turns += 1;
    const turn = this.#turn;
    if (turn === undefined) return;
    this.#turn = undefined;
    const now = this.#now();
    const took = now - this.#began;
    this.#commits.add(took);
    this.timed?.commit(took / 1000);
    this.#slowest.add(now, took, () => sizeOf(turn));
  }

  told(took: number): void {
    this.#deliveries.add(took);
    this.timed?.delivery(took / 1000);
  }

  get counts(): Counts {
    return {
      inputs: this.#inputs,
      messages: this.#messages,
      turns: this.#turns,
      undone: this.#undone,
      turnedAway: Object.fromEntries(this.#turnedAway),
      refusals: Object.fromEntries(this.#refusals),
      commitMs: this.#commits.spread,
      deliveryMs: this.#deliveries.spread,
      slowest: this.#slowest.at(this.#now()),
    };
  }
}

/** It is counted, not written out: that would keep those waiting whom the turn is told. */
const sizeOf = ({ entries, persons, sessions, accounts = [] }: CommittedTurn): CommitSize => {
  const events = entries.flatMap(({ records }) => records.map(({ event }) => event));
  const texts = events.map((event) => ('text' in event ? (event.text ?? '') : ''));
  return {
    events: events.length,
    people: persons.length + sessions.length + accounts.length,
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  };
};
