/** Which commits of the last hour took longest, and what they held. */
import { MINUTE_MS } from '../../grammar/time.ts';

/** What a commit held. */
export interface CommitSize {
  /** Events that it added to logs. */
  readonly events: number;
  /** States of people, of their sessions and of accounts that it stored. */
  readonly people: number;
  /** Of the texts of its events. */
  readonly bytes: number;
}

/** A commit that took long. */
export interface SlowCommit extends CommitSize {
  /** How long ago it ended. */
  readonly agoMs: number;
  readonly tookMs: number;
}

/** So many are told. */
const MAX_SLOWEST = 5;
/** So many are remembered of each minute, for so many minutes. */
const MAX_MINUTES = 60;

interface RememberedCommit extends CommitSize {
  readonly at: number;
  readonly tookMs: number;
}

/** Remembers the slowest commits of each minute of the last hour. `now` is in milliseconds that never go back. */
export class Slowest {
  /** The oldest minute first; in each the slowest commit first. */
  readonly #minutes = new Map<number, RememberedCommit[]>();

  /** A commit has ended. What it held is asked only if it is among the slowest. */
  add(now: number, tookMs: number, size: () => CommitSize): void {
    const minute = Math.floor(now / MINUTE_MS);
    this.#forget(minute);
    const slowest = this.#minutes.get(minute) ?? [];
    const place = slowest.findIndex((each) => each.tookMs < tookMs);
    if (place < 0 && slowest.length >= MAX_SLOWEST) return;
    slowest.splice(place < 0 ? slowest.length : place, 0, { at: now, tookMs, ...size() });
    slowest.length = Math.min(slowest.length, MAX_SLOWEST);
    this.#minutes.set(minute, slowest);
  }

  /** The slowest of the last hour, to the minute: the slowest first. */
  at(now: number): SlowCommit[] {
    this.#forget(Math.floor(now / MINUTE_MS));
    return [...this.#minutes.values()]
      .flat()
      .sort((a, b) => b.tookMs - a.tookMs)
      .slice(0, MAX_SLOWEST)
      .map(({ at, ...rest }) => ({ agoMs: now - at, ...rest }));
  }

  #forget(minute: number): void {
    for (const earlier of this.#minutes.keys()) {
      if (earlier > minute - MAX_MINUTES) break;
      this.#minutes.delete(earlier);
    }
  }
}
