/** Looks at all connections now and then: pings those that are silent, ends those that do not answer, and cuts those that take nothing. */
import type { Alarm, Clock } from '../clock.ts';
import type { Connection } from './connection.ts';

/** What comes of a look. */
export interface RoundEvents {
  /** A connection was silent for long. Returns true when it was pinged, as programs are. */
  idle(connection: Connection): boolean;
  /** A connection did not answer a ping. */
  silent(connection: Connection): void;
  /** Nothing was said on a connection since it came, for too long. */
  speechless(connection: Connection): void;
}

/** All connections are looked at once in this interval. */
export const ROUND_MS = 5000;
/** A program that was silent for this long is pinged. After twice this time its connection is closed. */
export const IDLE_MS = 60_000;
/** Whoever has said no line for this long after connecting is let go. */
export const SPEECHLESS_MS = 120_000;
/** A connection that takes nothing for this long is cut. */
export const STALLED_MS = 5 * 60_000;
/** So many are looked at in a turn of the event loop. */
const MAX_LOOKED_AT = 1000;
/**
 * So many bytes may be held of and for all who are behind: past that, some of the address of which most is held are cut. What waits
 * for a later portion is not among them: whoever keeps up is to blame for none of it, and it has a bound of its own, where turns end.
 */
export const MAX_HELD_BYTES = 256 * 1024 * 1024;
/** Whoever had more than a little held for this long, sent or to be taken, is behind. */
export const BEHIND_MS = 10_000;
/** This is a little: half a line, or one that waits for its turn. */
export const LITTLE_BYTES = 16 * 1024;

/** Goes round until it is stopped. */
export class Rounds {
  readonly #clock: Clock;
  readonly #connections: ReadonlySet<Connection>;
  readonly #events: RoundEvents;
  #next: Alarm;

  constructor(clock: Clock, connections: ReadonlySet<Connection>, events: RoundEvents) {
    this.#clock = clock;
    this.#connections = connections;
    this.#events = events;
    this.#next = clock.after(ROUND_MS, () => this.#begin());
  }

  stop(): void {
    this.#next.cancel();
  }

  #begin(): void {
    this.#next = this.#clock.after(ROUND_MS, () => this.#begin());
    this.#goOn([...this.#connections], 0, []);
  }

  #goOn(all: readonly Connection[], from: number, behind: Connection[]): void {
    const now = this.#clock.now();
    const to = from + MAX_LOOKED_AT;
    for (const connection of all.slice(from, to)) {
      this.#look(connection, now);
      if (connection.held < LITTLE_BYTES) connection.life.upToDate = now;
      if (now - connection.life.upToDate > BEHIND_MS) behind.push(connection);
    }
    if (to < all.length) this.#clock.soon(() => this.#goOn(all, to, behind));
    else relieve(behind);
  }

  #look(connection: Connection, now: number): void {
    connection.checkProgress(now);
    const { began, heard, took, pinged } = connection.life;
    const isSpeechless = !connection.speech.hasChosen && now - began > SPEECHLESS_MS;
    if (now - took > STALLED_MS) connection.cut();
    else if (isSpeechless) this.#events.speechless(connection);
    else if (pinged !== undefined && now - pinged > IDLE_MS) this.#events.silent(connection);
    else if (pinged === undefined && now - heard > IDLE_MS && this.#events.idle(connection)) {
      connection.life.pinged = now;
    }
  }
}

/** Cuts some of them, until no more is held of the others than may. */
function relieve(behind: readonly Connection[]): void {
  let bytes = behind.reduce((sum, { held }) => sum + held, 0);
  if (bytes <= MAX_HELD_BYTES) return;
  for (const connection of byBurden(behind)) {
    if (bytes <= MAX_HELD_BYTES) return;
    bytes -= connection.held;
    connection.cut();
  }
}

/**
 * First of the address of which most is held the connection of which most is held, then the same without it, and so on. Of
 * equals whoever is behind for longest is first.
 */
function byBurden(behind: readonly Connection[]): Connection[] {
  const ofAddress = new Map<string, number>();
  const least = behind
    .map((connection) => ({ connection, held: connection.held, since: connection.life.upToDate }))
    .sort((one, other) => one.held - other.held || other.since - one.since);
  return least
    .map(({ connection, held, since }) => {
      // Of this one, and of those of its address that are cut after it.
      const burden = held + (ofAddress.get(connection.address) ?? 0);
      ofAddress.set(connection.address, burden);
      return { connection, burden, since };
    })
    .sort((one, other) => other.burden - one.burden || one.since - other.since)
    .map(({ connection }) => connection);
}
